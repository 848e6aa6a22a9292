"""Shapes of what people type about places and schedules. Law is checked by services."""

from datetime import date, time
from ipaddress import ip_network
from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from presensi.models import PolaJadwal
from presensi.rules.fakta import JenisPernyataan
from presensi.rules.geofence import Titik
from presensi.rules.jadwal import NAMA_HARI, JenisAcara, JenisFleksibel, JenisPola
from presensi.rules.muatan import SumberMuat
from presensi.rules.tempat import BuktiWeb, JenisTempat
from presensi.services.tempat import IsiBentuk
from sitamu.inti.models import UnitKerja

TANGGAL = ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]
HARI: Final = tuple((str(n), nama) for n, nama in enumerate(NAMA_HARI, 1))


def _tanggal(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=TANGGAL,
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}
        ),
        error_messages={
            "required": "Isi tanggalnya.",
            "invalid": "Tulis tanggal seperti 31-12-2026.",
        },
        **more,
    )


def _jam(label: str, help_text: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        input_formats=["%H.%M", "%H:%M"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={"required": "Isi jamnya.", "invalid": "Tulis jam seperti 16.05."},
    )


def _dasar() -> forms.CharField:
    return forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Nomor surat atau keputusan.",
        error_messages={"required": "Isi nomor surat atau keputusan."},
    )


def _angka(label: str, help_text: str) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        help_text=help_text,
        localize=True,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
        error_messages={
            "required": "Isi koordinatnya.",
            "invalid": "Tulis derajat dengan angka, misalnya -4,538600.",
        },
    )


class BentukForm(forms.Form):
    """Where a place lies, from when."""

    lintang = _angka("Lintang", "Derajat, selatan negatif. Contoh: -4,538600")
    bujur = _angka("Bujur", "Derajat. Contoh: 120,327900")
    radius_m = forms.IntegerField(
        label="Radius (meter)",
        help_text="Lingkaran: 10 sampai 5.000 m. Poligon: lebar tepi di luar sisinya, boleh 0.",
        min_value=0,
        max_value=5000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    poligon = forms.CharField(
        label="Titik poligon",
        required=False,
        max_length=8000,
        help_text="Kosongkan untuk lingkaran. Satu titik satu baris: lintang; bujur.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    bukti_web = forms.ChoiceField(
        label="Bukti untuk catatan dari peramban",
        choices=[(b.value, b.label) for b in BuktiWeb],
        initial=BuktiWeb.ATASAN.value,
    )
    jaringan = forms.CharField(
        label="Jaringan kantor",
        required=False,
        max_length=1000,
        help_text="Satu alamat satu baris, misalnya 10.10.0.0/16.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    mulai = _tanggal("Berlaku mulai")
    dasar = _dasar()

    def clean_poligon(self) -> tuple[Titik, ...]:
        """Corners in the order typed."""
        points = []
        for number, line in enumerate(self.cleaned_data["poligon"].splitlines(), 1):
            if not line.strip():
                continue
            try:
                lintang, bujur = (float(part.strip().replace(",", ".")) for part in line.split(";"))
            except ValueError:
                raise forms.ValidationError(
                    f"Baris {number}: tulis lintang; bujur, misalnya -4,5386; 120,3279."
                ) from None
            points.append(Titik(lintang, bujur))
        return tuple(points)

    def clean_jaringan(self) -> tuple[str, ...]:
        """Networks in their usual form."""
        try:
            return tuple(
                str(ip_network(line.strip(), strict=False))
                for line in self.cleaned_data["jaringan"].splitlines()
                if line.strip()
            )
        except ValueError:
            raise forms.ValidationError("Tulis alamat jaringan seperti 10.10.0.0/16.") from None

    def isi(self) -> IsiBentuk:
        """The shape typed; only for a valid form."""
        typed = self.cleaned_data
        return IsiBentuk(
            typed["lintang"],
            typed["bujur"],
            typed["radius_m"],
            typed["poligon"],
            BuktiWeb(typed["bukti_web"]),
            typed["jaringan"],
        )


class TempatForm(BentukForm):
    """A new place."""

    field_order = ("unit", "nama", "jenis")

    unit = forms.ModelChoiceField(
        UnitKerja.objects.none(),
        label="Unit kerja",
        error_messages={"required": "Pilih unit kerja."},
    )
    nama = forms.CharField(
        label="Nama tempat",
        max_length=150,
        error_messages={"required": "Isi nama tempat."},
    )
    jenis = forms.ChoiceField(label="Jenis", choices=[(j.value, j.label) for j in JenisTempat])

    def __init__(self, *args: Any, units: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_unit(self, units)


class PakaiForm(forms.Form):
    """Who taps at a place, from when: a unit with all below it, or one person."""

    unit = forms.ModelChoiceField(
        UnitKerja.objects.none(),
        label="Unit kerja",
        required=False,
        help_text="Pilih unit, atau isi NIP di bawah.",
    )
    nip = forms.CharField(
        label="NIP pegawai",
        required=False,
        max_length=30,
        help_text="Tempat sendiri mengalahkan tempat unit.",
    )
    mulai = _tanggal("Mulai")
    sampai = _tanggal("Sampai", required=False)
    dasar = _dasar()

    def __init__(self, *args: Any, units: QuerySet[UnitKerja], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "pakai_%s")
        super().__init__(*args, **kwargs)
        _choose_unit(self, units)

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("unit")) == bool((cleaned.get("nip") or "").strip()):
            self.add_error("nip", "Pilih satu unit kerja, atau isi satu NIP.")
        return cleaned


class PolaForm(forms.Form):
    """Who follows which pattern, from when."""

    unit = forms.ModelChoiceField(
        UnitKerja.objects.none(),
        label="Unit kerja",
        error_messages={"required": "Pilih unit kerja."},
    )
    nip = forms.CharField(
        label="NIP pegawai",
        required=False,
        max_length=30,
        help_text="Kosongkan bila berlaku untuk seluruh unit.",
    )
    pola = forms.ModelChoiceField(
        PolaJadwal.objects.all(), label="Pola jadwal", to_field_name="kode"
    )
    mulai = _tanggal("Berlaku mulai", help_text="Paling awal besok.")
    dasar = _dasar()

    def __init__(self, *args: Any, units: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_unit(self, units)


class RosterForm(forms.Form):
    """A roster filled in on a sheet."""

    berkas = forms.FileField(
        label="Roster yang sudah diisi (XLSX)",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Pilih berkas XLSX."},
    )


def _choose_unit(form: forms.Form, units: QuerySet[UnitKerja]) -> None:
    field = form.fields["unit"]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
    field.queryset = units.order_by("nama")


def bulan_read(teks: str, today: date) -> date:
    """The first day of the month typed as 2026-11; this month for anything else."""
    try:
        return date.fromisoformat(f"{teks}-01")
    except ValueError:
        return today.replace(day=1)


class PernyataanForm(forms.Form):
    """When one came or went without a tap."""

    jenis = forms.ChoiceField(
        label="Apa ini",
        choices=[
            (JenisPernyataan.LUPA.value, "Lupa mencatat: atasan yang memutus"),
            (JenisPernyataan.KEBERATAN.value, "Keberatan: pengelola presensi yang memutus"),
        ],
        initial=JenisPernyataan.LUPA.value,
        required=False,
        help_text="Ajukan keberatan bila batas lupa sudah habis, atau catatan Anda ditolak.",
    )
    tanggal = _tanggal("Tanggal")
    arah = forms.ChoiceField(
        label="Yang lupa dicatat", choices=[("MASUK", "Masuk"), ("PULANG", "Pulang")]
    )
    jam = _jam("Jam sebenarnya", "Jam setempat, misalnya 16.05.")
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        help_text="Untuk keberatan, sebutkan buktinya: saksi, foto, atau surat dan nomornya.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Isi alasannya."},
    )

    def clean_jenis(self) -> JenisPernyataan:
        """A forgotten tap when nothing is chosen."""
        return JenisPernyataan(self.cleaned_data["jenis"] or JenisPernyataan.LUPA)


class PutusForm(forms.Form):
    """Yes or no; a no says why."""

    setuju = forms.TypedChoiceField(
        choices=[("1", "Setujui"), ("0", "Tolak")], coerce=lambda teks: teks == "1"
    )
    catatan = forms.CharField(max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A refusal needs its reason."""
        cleaned = super().clean() or {}
        if cleaned.get("setuju") is False and not cleaned.get("catatan"):
            self.add_error("catatan", "Isi alasan penolakan.")
        return cleaned


class SuratForm(forms.Form):
    """A letter of duty travel."""

    nomor = forms.CharField(
        label="Nomor surat tugas",
        max_length=80,
        error_messages={"required": "Isi nomor surat tugas."},
    )
    tanggal = _tanggal("Tanggal surat")
    perihal = forms.CharField(
        label="Perihal", max_length=300, error_messages={"required": "Isi perihalnya."}
    )
    tujuan = forms.CharField(
        label="Tujuan", max_length=200, error_messages={"required": "Isi tempat tujuannya."}
    )
    mulai = _tanggal("Mulai tanggal")
    jam_mulai = _jam("Mulai jam", "00.00 bila sehari penuh.")
    selesai = _tanggal("Selesai tanggal")
    jam_selesai = _jam("Selesai jam", "23.59 bila sehari penuh.")
    nip = forms.CharField(
        label="NIP pegawai yang ditugasi",
        required=False,
        max_length=4000,
        help_text="Satu baris satu NIP. Kosongkan untuk diri sendiri.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_nip(self) -> list[str]:
        """Numbers in the order typed, without spaces."""
        lines = self.cleaned_data["nip"].splitlines()
        return [bare for line in lines if (bare := line.replace(" ", ""))]


# Officers


class UnitForm(forms.Form):
    """What begins with a unit in charge."""

    unit = forms.ModelChoiceField(
        UnitKerja.objects.none(),
        label="Unit kerja",
        error_messages={"required": "Pilih unit kerja."},
    )

    def __init__(self, *args: Any, units: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_unit(self, units)


class DispensasiForm(UnitForm):
    """A side of a day waived for a unit and all below it."""

    tanggal = _tanggal("Tanggal")
    arah = forms.MultipleChoiceField(
        label="Yang dibebaskan",
        choices=[("MASUK", "Catatan masuk"), ("PULANG", "Catatan pulang")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih masuk, pulang, atau keduanya."},
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Misalnya: server terganggu pukul 07.10 sampai 08.40.",
        error_messages={"required": "Isi alasannya."},
    )
    dasar = _dasar()


class CabutForm(forms.Form):
    """Why something is taken back."""

    alasan = forms.CharField(
        label="Alasan", max_length=300, error_messages={"required": "Isi alasannya."}
    )


class KertasPilihForm(UnitForm):
    """Which paper list."""

    tanggal = _tanggal("Tanggal")


class KertasForm(forms.Form):
    """What stands at the head of a paper list."""

    nomor = forms.CharField(
        label="Nomor berita acara",
        max_length=80,
        error_messages={"required": "Isi nomor berita acara."},
    )
    alasan = forms.CharField(
        label="Yang terjadi",
        max_length=300,
        help_text="Misalnya: jaringan kantor terputus sejak pukul 07.00.",
        error_messages={"required": "Isi yang terjadi."},
    )


class AcaraForm(UnitForm):
    """An apel or upacara from a date on."""

    jenis = forms.ChoiceField(label="Jenis", choices=[(j.value, j.label) for j in JenisAcara])
    nama = forms.CharField(
        label="Nama", max_length=150, error_messages={"required": "Isi nama acaranya."}
    )
    mulai = _tanggal("Mulai")
    sampai = _tanggal("Sampai", required=False, help_text="Sama dengan mulai bila sekali saja.")
    hari = forms.TypedMultipleChoiceField(
        label="Hari",
        choices=HARI,
        coerce=int,
        required=False,
        help_text="Kosongkan bila setiap tanggal di antaranya.",
        widget=forms.CheckboxSelectMultiple,
    )
    jam_mulai = _jam("Jam mulai", "Jam setempat, misalnya 07.30.")
    jam_tutup = _jam("Daftar hadir ditutup", "Catatan masuk sesudah jam ini tidak dianggap hadir.")
    saat_ramadan = forms.BooleanField(label="Tetap wajib pada bulan Ramadan", required=False)
    dasar = _dasar()


class FleksibelForm(UnitForm):
    """Flexible work between two dates."""

    nip = forms.CharField(
        label="NIP pegawai",
        required=False,
        max_length=30,
        help_text="Kosongkan bila berlaku untuk seluruh unit.",
    )
    jenis = forms.ChoiceField(label="Jenis", choices=[(j.value, j.label) for j in JenisFleksibel])
    geser_menit = forms.IntegerField(
        label="Bergeser paling jauh (menit)",
        required=False,
        min_value=0,
        max_value=240,
        help_text="Hanya untuk waktu bergeser. Pulang ikut bergeser, jam kerja tetap penuh.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    mulai = _tanggal("Mulai")
    sampai = _tanggal("Sampai")
    hari = forms.TypedMultipleChoiceField(
        label="Hari",
        choices=HARI,
        coerce=int,
        required=False,
        help_text="Kosongkan bila setiap hari kerja.",
        widget=forms.CheckboxSelectMultiple,
    )
    dasar = _dasar()


class RamadanForm(forms.Form):
    """First and last day of fasting of one year."""

    hijriah = forms.IntegerField(
        label="Tahun Hijriah",
        min_value=1440,
        max_value=1500,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    mulai = _tanggal("Hari pertama puasa")
    sampai = _tanggal("Hari terakhir puasa")
    perkiraan = forms.BooleanField(label="Perkiraan, menunggu sidang isbat", required=False)
    sumber = forms.CharField(
        label="Sumber",
        max_length=200,
        help_text="Misalnya: Keputusan Menteri Agama dan nomornya.",
        error_messages={"required": "Isi sumbernya."},
    )


def _hours(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class VersiForm(forms.Form):
    """Hours of a pattern from a date on: by weekday, or by shift."""

    kode = forms.RegexField(
        "^[A-Z0-9]{2,12}$",
        label="Kode pola",
        help_text="Kode yang sudah ada mendapat jam baru. Kode lain membuat pola baru.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={
            "required": "Isi kode pola.",
            "invalid": "Tulis 2 sampai 12 huruf besar atau angka, misalnya J5.",
        },
    )
    nama = forms.CharField(label="Nama pola", max_length=100, required=False)
    ikut_libur = forms.BooleanField(
        label="Libur nasional dan cuti bersama ikut libur", required=False, initial=True
    )
    sif = forms.CharField(
        label="Sif",
        required=False,
        max_length=1000,
        help_text="Hanya untuk pola jaga. Satu sif satu baris, misalnya MALAM 21.00-08.00.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mulai = _tanggal("Berlaku mulai", help_text="Paling awal besok.")
    dasar = _dasar()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, label in HARI:
            self.fields[f"hari_{nama}"] = _hours(label)
            self.fields[f"ramadan_{nama}"] = _hours(f"{label}, Ramadan")
        days = [f"{kind}_{nama}" for kind in ("hari", "ramadan") for nama, _ in HARI]
        self.order_fields(["kode", "nama", *days, "ikut_libur", "sif", "mulai", "dasar"])

    def isi(self) -> dict[str, Any]:
        """As `pola_read` takes it; only for a valid form. Odd hours stay as typed."""
        typed = self.cleaned_data
        if typed["sif"].strip():
            lines = (line.split(None, 1) for line in typed["sif"].splitlines() if line.strip())
            return {
                "jenis": JenisPola.SIF.value,
                "sif": {line[0]: _span(line[1] if len(line) > 1 else "") for line in lines},
            }
        return {
            "jenis": JenisPola.MINGGUAN.value,
            "ikut_libur": typed["ikut_libur"],
            **{
                kind: {
                    nama: _span(typed[f"{kind}_{nama}"])
                    for nama, _ in HARI
                    if typed[f"{kind}_{nama}"].strip()
                }
                for kind in ("hari", "ramadan")
            },
        }


def _span(teks: str) -> list[str]:
    """07.30-16.00 as start and end."""
    return [part.strip().replace(".", ":") for part in teks.split("-", 1)]


def jam_read(teks: str) -> time | None:
    """A time of day typed as 16.05 or 16:05; None for nothing; raises ValueError."""
    bare = teks.strip().replace(".", ":")
    return time.fromisoformat(bare) if bare else None


class MuatanForm(forms.Form):
    """A file of taps from elsewhere."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    sumber = forms.ChoiceField(
        label="Sumber", choices=[(sumber.value, sumber.label) for sumber in SumberMuat]
    )
    berkas = forms.FileField(
        label="Berkas",
        help_text="XLSX, CSV, atau catatan teks mesin. Paling besar 20 MB dan 100.000 baris.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.dat"}),
        error_messages={"required": "Pilih berkas.", "empty": "Berkas ini kosong."},
    )
    padanan = forms.FileField(
        label="Padanan PIN",
        required=False,
        help_text="Hanya bila berkas berisi nomor mesin: XLSX atau CSV dengan kolom PIN dan NIP.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": "Berkas padanan ini kosong."},
    )


class TinjauForm(forms.Form):
    """Accept or reject taps, with the reason either way."""

    terima = forms.TypedChoiceField(
        label="Keputusan",
        choices=[("1", "Benarkan"), ("0", "Tolak")],
        coerce=lambda teks: teks == "1",
        error_messages={"required": "Pilih benarkan atau tolak."},
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Tersimpan bersama nama Anda dan dapat dibaca pegawai itu.",
        error_messages={"required": "Isi alasannya."},
    )


class KetukForm(forms.Form):
    """A tap without script: no position, the time is the server's."""

    id = forms.UUIDField()
    arah = forms.ChoiceField(choices=[("MASUK", "Masuk"), ("PULANG", "Pulang")])
    kode = forms.CharField(max_length=200, required=False)
