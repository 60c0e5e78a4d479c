"""Profiles of clusters as a workbook that can be taken in elsewhere."""

from collections.abc import Iterable

from madang.site.core.guides import template_of
from madang.site.core.sheets import xlsx_file
from madang.site.core.tables import table_of
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries.cluster_sheets import cluster_values
from madang.site.landscape.queries.sheets import Reader
from madang.site.landscape.reading.clusters import CLUSTERS
from madang.site.ledger.queries.sheets import sources_named
from madang.site.ledger.reading.sheets import SOURCES


def clusters_xlsx(user: Reader, rows: Iterable[ClusterProfile]) -> bytes:
    """Return profiles of queries.cluster_sheets.clusters_for_sheet, with the sources that they name."""
    lines = [cluster_values(each) for each in rows]
    sources = sources_named(user, lines)
    return xlsx_file([table_of(CLUSTERS, lines), table_of(SOURCES, sources)])


def clusters_template() -> bytes:
    """Return the empty workbook for clusters."""
    return xlsx_file(template_of([CLUSTERS, SOURCES]))
