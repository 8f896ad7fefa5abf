"""The little domain of the directory's tests."""

from collections.abc import Callable, Iterator

import pytest

from directory.models import DirectoryObject, Domain
from directory.sources import SourceObject
from directory.synchronise import synchronise
from tests.directory.sources import MemorySource, World


@pytest.fixture
def world() -> Iterator[World]:
    MemorySource.world = World()
    yield MemorySource.world
    MemorySource.world = World()


@pytest.fixture
def domain(db: None, world: World) -> Domain:
    return Domain.objects.create(name="corp.example", source="tests.directory.sources.MemorySource")


@pytest.fixture
def mirrored(domain: Domain) -> Callable[[SourceObject], DirectoryObject]:
    """Synchronise, and find an object of the world in the mirror."""

    def mirror(told: SourceObject) -> DirectoryObject:
        run = synchronise(domain)
        assert run is not None
        assert not run.message
        return DirectoryObject.objects.select_related("domain", "unit").get(guid=told.guid)

    return mirror
