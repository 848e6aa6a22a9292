"""Serve the living style page on this machine, under the product's strict CSP, without a database.

Usage: .venv/bin/python frontend/gaya.py [port]
"""

import sys
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)

settings.configure(
    DEBUG=True,
    SECRET_KEY="hanya-untuk-halaman-gaya",
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    ROOT_URLCONF="gaya",
    USE_TZ=True,
    TIME_ZONE="Asia/Makassar",
    LANGUAGE_CODE="id",
    STATIC_URL="/static/",
    STATICFILES_DIRS=[ROOT / "static"],
    INSTALLED_APPS=[
        "django.contrib.staticfiles",
        "django.contrib.messages",
        "django.forms",
        "django_cotton",
        "django_htmx",
    ],
    MIDDLEWARE=[
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "gaya.csp",
    ],
    MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    FORM_RENDERER="django.forms.renderers.TemplatesSetting",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [ROOT / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                    "gaya.rangka",
                ]
            },
        }
    ],
)
if __name__ == "__main__":
    sys.modules["gaya"] = sys.modules["__main__"]
django.setup()

from django import forms  # noqa: E402
from django.contrib import messages  # noqa: E402
from django.core.management import execute_from_command_line  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import include, path  # noqa: E402


def csp(get_response):
    def middleware(request):
        request.user = Orang()
        response = get_response(request)
        response["Content-Security-Policy"] = CSP
        return response

    return middleware


class Orang:
    is_authenticated = True

    def __str__(self):
        return "Siti Aminah"


def rangka(request):
    menu = [
        ("Beranda", "/", "beranda"),
        ("Usulan saya", "/formulir", "kirim"),
        ("Arsip saya", "/telaah", "arsip"),
        ("Data saya", "/galat", "akun"),
        ("Bantuan", "/tidak-ada", "bantuan"),
    ]
    return {
        "navigasi": [
            {"label": label, "url": url, "ikon": ikon, "aktif": request.path == url}
            for label, url, ikon in menu
        ],
        "jumlah_pemberitahuan": 3,
        "instansi": {"nama_pemda": "Kabupaten Contoh"},
        "mode_badge": "Latihan: data di sini bukan data sebenarnya.",
    }


class Isian(forms.Form):
    nama = forms.CharField(label="Nama sesuai KTP", max_length=100)
    email = forms.EmailField(label="Email", required=False, help_text="Untuk kabar tentang usulan Anda.")
    lahir = forms.DateField(label="Tanggal lahir pasangan")
    status = forms.ChoiceField(
        label="Status perkawinan",
        help_text="Sesuai kartu keluarga terakhir.",
        choices=[("k", "Kawin"), ("b", "Belum kawin"), ("c", "Cerai")],
        widget=forms.RadioSelect,
    )
    papers = forms.MultipleChoiceField(
        label="Dokumen yang Anda miliki",
        choices=[("kk", "Kartu keluarga"), ("an", "Akta nikah")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    bank = forms.ChoiceField(label="Bank pembayaran pensiun", choices=[("", "Pilih bank"), ("x", "Bank Contoh")])
    alamat = forms.CharField(label="Alamat setelah pensiun", widget=forms.Textarea(attrs={"rows": 3}))
    foto = forms.FileField(
        label="Pas foto",
        help_text="JPG, PNG, atau HEIC. Paling besar 20 MB, kami kecilkan di ponsel Anda.",
        widget=forms.ClearableFileInput(attrs={"data-unggah": True, "accept": "image/*,.heic"}),
    )
    setuju = forms.BooleanField(label="Data di atas benar", help_text="Anda bertanggung jawab atas isinya.")

    def clean(self):
        if len(self.errors) > 2:
            self.add_error(None, "Alamat pensiun harus berbeda dari alamat kantor.")
        return super().clean()


class Saring(forms.Form):
    tanpa_tanda_opsional = True
    cari = forms.CharField(label="Cari nama atau NIP", required=False)
    jenis = forms.ChoiceField(label="Layanan", choices=[("", "Semua layanan"), ("p", "Pensiun")], required=False)


ANTREAN = [
    {"nomor": "USL-K7M2", "nama": "Siti Aminah, S.Pd.", "unit": "SD Negeri 12 Contoh", "sisa": "1 hari kerja", "dok": "6 dari 6", "status": "diperiksa", "kata": "Diperiksa"},
    {"nomor": "USL-P3QX", "nama": "Drs. Budi Santoso", "unit": "Dinas Pendidikan", "sisa": "3 hari kerja", "dok": "9 dari 9", "status": "perlu_diperbaiki", "kata": "Perlu diperbaiki"},
    {"nomor": "USL-T9RD", "nama": "Made Wirawan", "unit": "UPT Puskesmas Kota", "sisa": "5 hari kerja", "dok": "10 dari 12", "status": "terverifikasi", "kata": "Terverifikasi"},
]


def gaya(request):
    if "pesan" in request.GET:
        messages.success(request, "Draf tersimpan 09.14.")
    return render(
        request,
        "gaya.html",
        {
            "antrean": ANTREAN,
            "saring": Saring(),
            "kelas_badan": "padat" if "padat" in request.GET else "",
            "halaman": Paginator(range(48), 25).page(1),
            "bagian": [
                {"label": "Saya", "url": "#", "aktif": True, "jumlah": 12},
                {"label": "Tim", "url": "#", "jumlah": 48},
                {"label": "Lewat batas", "url": "#", "jumlah": 3},
            ],
            "angka_angka": [
                {"nama": "ASN", "nilai": "9.850"},
                {"nama": "Usulan berjalan", "nilai": "214"},
                {"nama": "Lewat batas", "nilai": "11"},
                {"nama": "Pensiun 12 bulan", "nilai": "660"},
            ],
        },
    )


def formulir(request):
    return render(request, "gaya_formulir.html", {"form": Isian(request.POST or None, request.FILES or None)})


def telaah(request):
    items = [("skp", "Butir 4: SKP 2025"), ("kk", "Butir 5: Kartu keluarga"), ("foto", "Butir 6: Pas foto")]
    return render(request, "gaya_telaah.html", {"butir_butir": [{"id": i, "nama": n} for i, n in items]})


def galat(request):
    return render(
        request,
        "galat.html",
        {
            "galat": True,
            "judul": "Usulan sudah dikirim",
            "pesan": "Usulan USL-K7M2 sudah diterima pukul 09.14, jadi tidak dapat diubah lagi.",
            "langkah": ["Tunggu hasil pemeriksaan, paling lama 7 hari kerja.", "Ada yang salah? Tulis ke helpdesk."],
            "kode": "usulan_sudah_dikirim",
        },
        status=409,
    )


def contoh(request, nomor):
    lines = "".join(f'<rect x="90" y="{y}" width="{500 + y % 200}" height="12" fill="#ccc"/>' for y in range(220, 1000, 34))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 1270"><rect width="900" height="1270" fill="#fff"/><text x="90" y="150" font-size="40">SKP 2025, halaman {nomor}</text>{lines}</svg>'
    return HttpResponse(svg, content_type="image/svg+xml")


def kosong(request):
    return HttpResponse(status=204)


urlpatterns = [
    path("", gaya),
    path("formulir", formulir),
    path("telaah", telaah),
    path("galat", galat),
    path("contoh/<int:nomor>.svg", contoh),
    path("500", lambda request: render(request, "500.html", {"kode": "7F3A"}, status=500)),
    path("404", lambda request: render(request, "404.html", status=404)),
    path("403", lambda request: render(request, "403.html", status=403)),
    path("keluar", kosong, name="account_logout"),
    path("", include(([path("pemberitahuan", kosong, name="pemberitahuan-list")], "notifikasi"))),
]

if __name__ == "__main__":
    port = sys.argv[1] if len(sys.argv) > 1 else "8123"
    execute_from_command_line(["gaya", "runserver", "--noreload", f"127.0.0.1:{port}"])
