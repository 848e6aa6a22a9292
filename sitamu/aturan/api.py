"""`POST /api/v1/kalkulator/<area>`: the rules on typed facts, for everybody; the law itself."""

from datetime import date
from typing import IO, Any, Final

import msgspec
from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.aturan.engines import area_answer
from sitamu.aturan.errors import IsianInvalidError
from sitamu.aturan.selectors import published_on

PALING_BESAR: Final = 64 * 1024  # bytes of one request


class IsianParser(BaseParser):
    """JSON up to `PALING_BESAR`; what is larger, nested too deep or no JSON is refused."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,  # noqa: ARG002
        parser_context: Any = None,  # noqa: ARG002
    ) -> Any:
        """The decoded body; raises ParseError."""
        body = stream.read(PALING_BESAR + 1)
        if len(body) > PALING_BESAR:
            raise ParseError("Isi permintaan terlalu besar.")
        try:
            return msgspec.json.decode(body)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise ParseError("Isi permintaan bukan JSON yang sah.") from None


class KalkulatorApi(APIView):
    """One area of the rules. Nobody is looked up, nothing is stored, no log-in is needed."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    parser_classes = (IsianParser,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "kalkulator"

    @extend_schema(operation_id="kalkulator", request=None, responses=None)
    def post(self, request: Request, area: str) -> Response:
        """Compute from the facts in the body, by the rules in force on `pada` (default today)."""
        isian = request.data
        pada = timezone.localdate()
        if isinstance(isian, dict) and "pada" in isian:
            pada = _day(isian.pop("pada"))
        answer = area_answer(area, isian, PustakaAturan(pada=pada))
        mode = "latihan" if settings.MODE_BADGE else "produksi"
        return Response({**answer, "pada": pada.isoformat(), "mode": mode})


class AturanApi(APIView):
    """The dated rules in force on a day: the law is public. No personal data, no log-in."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "kalkulator"

    @extend_schema(
        operation_id="aturan_daftar",
        tags=["aturan"],
        parameters=[OpenApiParameter("pada", date, description="Tanggal; tanpa isian, hari ini.")],
        responses=inline_serializer(
            "AturanBerlaku",
            {
                "pada": serializers.DateField(),
                "aturan": inline_serializer(
                    "AturanSatu",
                    {
                        "kunci": serializers.CharField(),
                        "judul": serializers.CharField(),
                        "berlaku_mulai": serializers.DateField(),
                        "dasar_hukum": serializers.CharField(),
                        "nilai": serializers.JSONField(),
                    },
                    many=True,
                ),
            },
        ),
    )
    def get(self, request: Request) -> Response:
        """Every parameter with its value, first day and legal basis."""
        pada = timezone.localdate()
        if "pada" in request.query_params:
            pada = _day(request.query_params["pada"])
        return Response({"pada": pada.isoformat(), "aturan": published_on(pada)})


def _day(value: object) -> date:
    try:
        return msgspec.convert(value, date)
    except msgspec.ValidationError:
        raise IsianInvalidError({"pada": "harus tanggal berbentuk 2026-12-31."}) from None
