PY := .venv/bin/python
STATE_UJI := $(CURDIR)/.sitamu-test
PYTEST := SITAMU_STATE=$(STATE_UJI) $(PY) -m pytest -n auto
TUTUP_UJI := SITAMU_STATE=$(STATE_UJI) $(PY) -m sitamu.servers berhenti

.PHONY: siap siap-uji demo berhenti test test-lengkap bench bench-besar mutasi periksa

siap: ## .venv, system packages, locked libraries; then .venv/bin/python manage.py works
	@bin/siap

siap-uji:
	@bin/siap uji

demo: siap ## start everything, load the staff list, print address and log-ins; Ctrl-C stops it
	@$(PY) -m sitamu.demo

berhenti: ## stop the embedded servers
	@$(PY) -m sitamu.servers berhenti

test: siap-uji ## all of a developer's day: what machines check, then every test that is not long
	@SITAMU_STATE=$(STATE_UJI) bin/periksa && $(PYTEST) -m "not lengkap"; hasil=$$?; $(TUTUP_UJI); exit $$hasil

test-lengkap: siap-uji ## the long tests too, then mutants of the rules
	@$(PYTEST); hasil=$$?; $(MAKE) -s mutasi || hasil=1; $(TUTUP_UJI); exit $$hasil

mutasi: siap-uji ## how many small errors in the rules the tests catch; ten minutes
	@SITAMU_STATE=$(STATE_UJI) $(PY) -m bench.mutasi

bench: siap-uji ## ratios measured side by side, JSON in bench/hasil/
	@$(PY) -m bench

bench-besar: siap-uji ## the same on a million rows, kept between runs
	@$(PY) -m bench --besar

periksa: siap-uji ## everything a machine can check without running the portal
	@bin/periksa
