"""For whoever watches the process: whether it lives, and whether it can answer."""

from typing import Final

from fastapi import APIRouter

from api.deps import ServicesDep
from api.schemas import Alive, Ready
from engine.errors import EngineNotReady
from engine.protocol import HealthColour

router = APIRouter(tags=["health"])
_TIMEOUT_S: Final = 2.0


@router.get("/healthz", operation_id="getHealth", summary="Alive?")
async def healthz() -> Alive:
    """The process answers; says nothing about the engine."""
    return Alive(status="ok")


@router.get("/readyz", operation_id="getReadiness", summary="Ready to answer?")
async def readyz(services: ServicesDep) -> Ready:
    """The engine answers and all articles can be read; otherwise 503."""
    health = await services.engine.health(timeout_s=_TIMEOUT_S)
    if health is HealthColour.RED:
        raise EngineNotReady("some shards of the index are not available")
    return Ready(status="ok", engine=services.engine.info.label, health=health.value)
