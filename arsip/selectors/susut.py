"""Which papers are over their term, what holds them back, and the lists made of them."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from arsip.models import (
    AksesKasus,
    ButirSusut,
    DaftarSusut,
    Dokumen,
    KelasRetensi,
    PenahananArsip,
    VersiDokumen,
)
from arsip.rules.dokumen import Pemicu, StatusVersi
from arsip.rules.susut import NASIB_OF, JenisSusut, StatusButir, StatusSusut, term_begin
from arsip.selectors import ketentuan_in_force
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Penempatan, Pengguna
from sitamu.inti.models.pegawai import SUDAH_BERAKHIR
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import in_force, units_granted

OPEN = (StatusSusut.DIUSULKAN.value, StatusSusut.DISETUJUI.value)


def may_retain(user: Pengguna, *, today: date) -> bool:
    """ARSIP_RETENSI over the whole: terms and lists are of the institution, not of a unit."""
    units = units_granted(user, Hak.ARSIP_RETENSI, on=today)
    return units.filter(induk__isnull=True).exists()


def kelas_in_force(*, on: date) -> QuerySet[KelasRetensi]:
    """The one row of each retention class that holds on that day."""
    newer = KelasRetensi.objects.filter(
        kode=OuterRef("kode"), berlaku_mulai__gt=OuterRef("berlaku_mulai"), berlaku_mulai__lte=on
    )
    return KelasRetensi.objects.filter(~Exists(newer), berlaku_mulai__lte=on).order_by("nama")


def kelas_get(kode: str, *, on: date) -> KelasRetensi:
    """One class as it holds on that day; raises NotFoundError."""
    kelas = kelas_in_force(on=on).filter(kode=kode).first()
    if kelas is None:
        raise NotFoundError
    return kelas


def jenis_susut_of(kelas: KelasRetensi) -> list[JenisSusut]:
    """Which lists may hold papers of this class; none before the institution has adopted it."""
    if not kelas.ditetapkan:
        return []
    return [jenis for jenis, fates in NASIB_OF.items() if kelas.nasib in fates]


def dokumen_over_term(kelas: KelasRetensi, jenis: JenisSusut, *, today: date) -> QuerySet[Dokumen]:
    """Papers of the class over their term today, without what is held back; oldest first.

    Held back: a legal hold, a running case, another list that is open. Of a term that runs from
    the end of service, people whose last day is not on record count as still in service.
    """
    if jenis not in jenis_susut_of(kelas):
        return Dokumen.objects.none()
    begin = term_begin(on=today, aktif_tahun=kelas.aktif_tahun, inaktif_tahun=kelas.inaktif_tahun)
    kinds = ketentuan_in_force(on=today).filter(kelas_retensi=kelas.kode).values("jenis_id")
    rows = Dokumen.objects.filter(jenis__in=kinds, versi_kini__isnull=False).filter(
        _begun(Pemicu(kelas.pemicu), begin)
    )
    lists = ButirSusut.objects.filter(dokumen=OuterRef("pk"))
    rows = rows.filter(~Exists(lists.filter(daftar__status__in=OPEN)))
    if jenis is JenisSusut.SERAH:
        rows = rows.filter(
            ~Exists(lists.filter(daftar__jenis=jenis.value, status=StatusButir.SELESAI.value))
        )
    return (
        rows.filter(~Exists(held("pegawai", "pk", today=today)))
        .filter(~Exists(cases("pk", today=today)))
        .select_related("jenis", "pegawai", "versi_kini")
        .order_by("versi_kini__pada", "pk")
    )


def _begun(pemicu: Pemicu, begin: date) -> Q:
    """The term had begun on the day `begin` or before."""
    if pemicu is Pemicu.DISIMPAN:
        midnight = timezone.make_aware(datetime.combine(begin + timedelta(days=1), time()))
        newer = VersiDokumen.objects.filter(dokumen=OuterRef("pk"), pada__gte=midnight)
        return ~Q(Exists(newer))
    placed = Penempatan.objects.filter(pegawai=OuterRef("pegawai"))
    later = placed.filter(Q(sampai__isnull=True) | Q(sampai__gt=begin))
    return Q(Exists(placed), ~Q(Exists(later)), pegawai__kedudukan__in=SUDAH_BERAKHIR)


def held(pegawai: str, dokumen: str, *, today: date) -> QuerySet[PenahananArsip]:
    """Legal holds that stand today on the person, or on the document, of an outer query."""
    return PenahananArsip.objects.filter(in_force(today)).filter(
        Q(dokumen__isnull=True, pegawai=OuterRef(pegawai)) | Q(dokumen=OuterRef(dokumen))
    )


def cases(dokumen: str, *, today: date) -> QuerySet[AksesKasus]:
    """Cases running today that use a version of the document of an outer query."""
    return AksesKasus.objects.filter(in_force(today), versi__dokumen=OuterRef(dokumen))


def kept_because(dokumen: Dokumen, *, today: date) -> str:
    """What speaks against letting this document go today; empty when nothing does."""
    rows = Dokumen.objects.filter(pk=dokumen.pk)
    if rows.filter(Exists(held("pegawai", "pk", today=today))).exists():
        return "Ditahan: ada penahanan arsip yang berlaku."
    if rows.filter(Exists(cases("pk", today=today))).exists():
        return "Dipakai layanan yang sedang berjalan."
    return ""


def daftar_list() -> QuerySet[DaftarSusut]:
    return DaftarSusut.objects.select_related("kelas", "diusulkan_oleh", "diputus_oleh").annotate(
        jumlah=Count("butir")
    )


def daftar_get(daftar_id: UUID) -> DaftarSusut:
    """One list; raises NotFoundError."""
    daftar = daftar_list().filter(pk=daftar_id).first()
    if daftar is None:
        raise NotFoundError
    return daftar


def versi_of_list(daftar: DaftarSusut) -> QuerySet[VersiDokumen]:
    """Ready versions of the papers of a list, in its order."""
    return (
        VersiDokumen.objects.filter(
            dokumen__butir_susut__daftar=daftar,
            dokumen__butir_susut__status=StatusButir.SELESAI.value,
            status=StatusVersi.SIAP,
        )
        .select_related("dokumen__jenis", "dokumen__pegawai")
        .order_by("dokumen__butir_susut__urutan", "nomor")
    )
