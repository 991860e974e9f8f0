from django.apps import AppConfig

from benchmarks.site import DOCUMENTS


class BenchmarkSiteConfig(AppConfig):
    name = "benchmarks.site"
    label = "benchmark_site"

    def ready(self) -> None:
        if not DOCUMENTS:
            return
        from benchmarks.site.many import ManyMaterials  # noqa: PLC0415  # needs models
        from search.sources import register, unregister  # noqa: PLC0415

        unregister(ManyMaterials.key)
        register(ManyMaterials(DOCUMENTS))
