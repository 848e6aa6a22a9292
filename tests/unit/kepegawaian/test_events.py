"""The pages to which news of an usulan leads are there."""

from uuid import uuid4

import pytest
from django.urls import resolve

from kepegawaian import events
from kepegawaian.models import Layanan, Usulan
from kepegawaian.services.usulan import usulan_event
from sitamu.inti.models import Pegawai, Pengguna


@pytest.mark.parametrize(
    ("kind", "page", "officers"),
    [
        (events.UsulanDiajukan, "usulan-detail", "telaah"),
        (events.UsulanSiapDisetujui, "usulan-detail", "sk-detail"),
        (events.SkSiapTtd, "usulan-detail", "sk-detail"),
        (events.SkTerbit, "usulan-detail", "kiriman-list"),
    ],
)
def test_an_event_leads_each_reader_to_the_page_where_they_act(
    kind: type[events.UsulanEvent], page: str, officers: str
) -> None:
    usulan = Usulan(
        nomor="USL-K7M2", pegawai=Pegawai(nama="Siti"), layanan=Layanan(nama="Pensiun BUP")
    )
    more = (
        {"sk_id": uuid4(), "nomor_sk": "800/1"}
        if issubclass(kind, events.SkTerbit | events.SkSiapTtd)
        else {}
    )
    event = usulan_event(kind, usulan, actor=Pengguna(nama="Budi"), **more)
    assert resolve(event.tautan).url_name == page
    assert resolve(event.tautan_petugas).url_name == officers
