"""A service walked from its first page to its letter, by the services that pages call."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from arsip.services.dokumen import dokumen_store_made
from kepegawaian.models import RiwayatKgb, RiwayatPendidikan, SuratKeputusan, Usulan
from kepegawaian.rules.usulan import Verdict
from kepegawaian.selectors.sk import angka_of
from kepegawaian.services import sk as sk_services
from kepegawaian.services import usulan as services
from kepegawaian.services.pertek import IsiPertek, pertek_record
from sitamu.inti.models import Pegawai, PejabatPenandatangan, Pengguna
from tests.factories.berkas import pdf, unggahan
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.sk import NOW

TODAY = NOW.date()


def pejabat() -> None:
    """Offices that sign: Bupati and the head of BKPSDM."""
    for kode, jabatan in (("BUPATI", "BUPATI CONTOH"), ("KEPALA_BKPSDM", "Kepala BKPSDM")):
        PejabatPenandatangan.objects.create(
            kode=kode, jabatan=jabatan, nama="Pejabat Contoh", mulai=date(2025, 1, 1), dasar="SK"
        )


def lengkapi(pegawai: Pegawai) -> None:
    """Schooling and a KGB, so that promotion and KGB can be reckoned; the next KGB: April 2027."""
    RiwayatPendidikan.objects.create(
        pegawai=pegawai, tingkat="S-1/Sarjana", nama="S1 Administrasi", sudah_dicantumkan=True
    )
    RiwayatKgb.objects.create(
        pegawai=pegawai, golongan="III/c", tmt=date(2025, 4, 1), mkg_tahun=26, nomor_sk="KGB-1"
    )


@dataclass
class Jalan:
    """One cast and its clock; each step is an hour later."""

    p: Pemeran = field(default_factory=pemeran)
    now: datetime = NOW

    def oleh(self, nama: str) -> Pengguna:
        return self.p.akun[nama]

    def jam(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def mulai(self, layanan: str, pegawai: Pegawai | None = None, oleh: str = "siti") -> Usulan:
        return services.usulan_start(
            pegawai_id=(pegawai or self.p.siti).pk,
            layanan=layanan,
            actor=self.oleh(oleh),
            now=self.jam(),
        )

    def isi(self, usulan: Usulan, oleh: str = "siti", **isian: str) -> None:
        """Confirm the data with answers, and put a paper into every item."""
        for butir in usulan.butir.select_related("syarat"):
            jenis = butir.syarat.jenis_dokumen_id
            if butir.syarat.bentuk == "DATA":
                services.butir_confirm(
                    usulan_id=usulan.pk,
                    butir_id=butir.pk,
                    isian=isian if butir.syarat.kode == "DATA_DIRI" else {},
                    actor=self.oleh(oleh),
                    now=self.jam(),
                )
            elif jenis is not None and butir.versi_id is None and butir.syarat.wajib:
                butir.versi = dokumen_store_made(
                    pegawai_id=usulan.pegawai_id,
                    jenis_kode=jenis,
                    kunci=butir.kunci,
                    isi=pdf(teks=f"{jenis}{butir.kunci}"),
                    nama_asli="contoh.pdf",
                    actor=self.oleh(oleh),
                    now=self.now,
                )
                butir.save(update_fields=["versi"])

    def kirim(self, usulan: Usulan, oleh: str = "siti") -> Usulan:
        """Sent, and through the OPD where the service has one."""
        services.usulan_submit(usulan_id=usulan.pk, actor=self.oleh(oleh), now=self.jam())
        usulan.refresh_from_db()
        if usulan.status == "DIAJUKAN":
            services.usulan_forward(
                usulan_id=usulan.pk, actor=self.oleh("operator"), now=self.jam()
            )
        if usulan.versi_layanan.lewat_opd:
            services.usulan_approve_opd(
                usulan_id=usulan.pk, actor=self.oleh("kepala"), now=self.jam()
            )
        usulan.refresh_from_db()
        return usulan

    def periksa(self, usulan: Usulan) -> Usulan:
        """Taken, every item found right, verified."""
        budi = self.oleh("verifikator")
        services.usulan_take(usulan_id=usulan.pk, actor=budi, now=self.jam())
        usulan.butir.update(verdict=Verdict.SESUAI.value)
        found = services.usulan_verify(usulan_id=usulan.pk, actor=budi, now=self.jam())
        usulan.refresh_from_db()
        return found

    def pertek(self, usulan: Usulan, **figures: Any) -> Usulan:
        """At BKN, and back with the figures of our record, but for what `figures` says."""
        budi = self.oleh("verifikator")
        services.usulan_send_bkn(usulan_id=usulan.pk, catatan="", actor=budi, now=self.jam())
        ours = angka_of(usulan, today=TODAY)
        assert ours.mkg is not None
        mkp = ours.mkp or (None, None)
        isi = {
            "nomor": "PK-1",
            "tanggal": TODAY,
            "golongan": ours.golongan,
            "mkg_tahun": ours.mkg[0],
            "mkg_bulan": ours.mkg[1],
            "mkp_tahun": mkp[0],
            "mkp_bulan": mkp[1],
            "gaji_pokok": ours.gaji_pokok,
            "pensiun_pokok": 3_500_000 if ours.mkp else None,
            "tmt": ours.tmt,
            **figures,
        }
        return pertek_record(
            usulan_id=usulan.pk,
            isi=IsiPertek(**isi),
            files=[unggahan(pdf(teks=f"pertek {usulan.nomor}"), "pertek.pdf")],
            actor=budi,
            now=self.jam(),
        )

    def terbit(self, usulan: Usulan) -> SuratKeputusan:
        """Approved, printed, its signed scan filed."""
        self.setujui(usulan)
        return self.simpan(usulan)

    def setujui(self, usulan: Usulan) -> SuratKeputusan:
        """Approved and printed."""
        signer = self.oleh("penandatangan")
        sk_services.sk_approve(usulan_id=usulan.pk, actor=signer, now=self.jam())
        assert sk_services.sk_make(now=self.jam()) == 1
        return SuratKeputusan.objects.get(usulan=usulan)

    def simpan(self, usulan: Usulan) -> SuratKeputusan:
        """The signed scan is filed."""
        return sk_services.sk_file(
            usulan_id=usulan.pk,
            files=[unggahan(pdf(2, teks=f"ttd {usulan.nomor}"), "ttd.pdf")],
            actor=self.oleh("penandatangan"),
            now=self.jam(),
        )

    def terima(self, usulan: Usulan, **isi: Any) -> SuratKeputusan:
        """Sent outside, and its SK registered."""
        budi = self.oleh("verifikator")
        services.usulan_send_bkn(usulan_id=usulan.pk, catatan="", actor=budi, now=self.jam())
        row = {"nomor": "LUAR-1/2026", "tanggal": TODAY, "penetap": "Kepala BKN", **isi}
        return sk_services.sk_receive(
            usulan_id=usulan.pk,
            isi=sk_services.SkLuar(**row),
            files=[unggahan(pdf(teks=f"luar {usulan.nomor}"), "sk.pdf")],
            actor=budi,
            now=self.jam(),
        )

    def langkah(self, nama: str, usulan_id: UUID, oleh: str, catatan: str = "Alasannya") -> Usulan:
        """One move with a reason, by the name of its service."""
        run = getattr(sk_services, nama, None) or getattr(services, nama)
        moved: Usulan = run(
            usulan_id=usulan_id, catatan=catatan, actor=self.oleh(oleh), now=self.jam()
        )
        return moved
