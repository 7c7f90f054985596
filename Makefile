# From a fresh clone to a report, and to green tests. `make help` says what can be asked for.
# Works where there is a POSIX shell (Linux, macOS, WSL); .github/workflows/ci.yml shows the same steps for Windows.

.DEFAULT_GOAL := check
.DELETE_ON_ERROR:
.PHONY: bundle truth report check lint quick test coverage test-office test-browser office-tools fix accept schema docs pictures clauses mutations bench faults fuzz licences audit sbom packages day-after lock help

YEAR ?= 2020
BIN := .venv/bin
# Extras stay in the locks: without them pip takes `coverage[toml]` for a second, unpinned wish.
LOCK := $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-strip-extras --annotation-style line --custom-compile-command "make lock" $(UPGRADE)

report: .venv/.run ## 生成报告：dist/ 下的 .docx 等（YEAR=2020）
	$(BIN)/fazhi-report build $(YEAR)

check: lint quick ## 全部检查：格式、类型、楼层、快速测试（直接 make 即此项）

lint: .venv/.dev ## 只看代码：ruff、mypy、lint-imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Among them: generated files are fresh, the wheel installs and runs in an empty folder.
quick: .venv/.dev ## 快速测试（不用 LibreOffice、浏览器）
	$(BIN)/pytest

test: .venv/.dev office-tools ## 全部测试：快速测试，以及用 LibreOffice 量版面、用浏览器看网页的测试
	$(BIN)/pytest -m ""

coverage: .venv/.dev office-tools ## 全部测试，并报告哪些行没有走到（慢一些）
	$(BIN)/pytest -m "" --cov --cov-report=term

test-office: .venv/.dev office-tools ## 只跑用 LibreOffice 量版面的测试
	$(BIN)/pytest -m office

test-browser: .venv/.dev office-tools ## 只跑用浏览器看网页的测试；截图在 tests/actual/browser
	$(BIN)/pytest -m browser

office-tools: ## 备好 LibreOffice、测试字体、浏览器和各种校验器（已有则略过）
	scripts/office-tools

fix: .venv/.dev ## 自动整理格式和可自动修正的问题
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

accept: .venv/.dev ## 认可现在的输出为样本（tests/golden），提交前须看过差异
	FAZHI_ACCEPT=1 $(BIN)/pytest tests/golden

schema: .venv/.run ## 重写 data/report.schema.json
	$(BIN)/fazhi-report schema --force --out data/report.schema.json

docs: .venv/.dev ## 重写由代码生成的文档（docs/reference/layout.md、docs/guide/check-docx.md 等）
	$(BIN)/python scripts/docs.py
	PYTHONPATH=tests $(BIN)/python -m check_docx_page

pictures: .venv/.dev office-tools ## 重画教程的图（docs/guide/pictures），要 LibreOffice 和浏览器；画完看一遍再提交
	PYTHONPATH=tests $(BIN)/python -m pictures

truth: .venv/.dev ## 量一量没见过的文本（tests/truth），重写 docs/evidence/truth.md
	$(BIN)/python scripts/truth.py

clauses: .venv/.dev office-tools ## 量一量条文守住没有（要 LibreOffice），重写 docs/evidence/clauses.md
	PYTHONPATH=tests $(BIN)/python -m clause_page

mutations: .venv/.dev ## 重做差错试验，重写 docs/evidence/mutations.md
	PYTHONPATH=tests $(BIN)/python -m mutations.study

bench: .venv/.dev ## 计时，与同类工具比（benchmarks/）
	$(BIN)/python benchmarks/compare.py
	$(BIN)/python benchmarks/batch.py

faults: .venv/.dev ## 真的制造故障（杀进程、磁盘满等），重写 docs/evidence/faults.md
	rm -rf tests/actual/faults
	FAZHI_FAULTS=full $(BIN)/pytest -m faults tests/faults
	FAZHI_FAULTS=full $(BIN)/pytest -m browser tests/preview
	$(BIN)/python scripts/faults.py

licences: .venv/.dev ## 重写 docs/dev/licences.md：锁定的每个包的许可（没有装的包照旧，新的先装到一个文件夹，写 FOLDER=）
	$(BIN)/python scripts/licences.py $(FOLDER)

SECONDS ?= 600
FUZZ ?= 5000
fuzz: .venv/.fuzz ## 用 atheris 喂坏数据（SECONDS=600），用随机文件试读旧报告（FUZZ=每项次数）；崩溃的样本存到 tests/fuzz/crashes
	$(BIN)/python scripts/fuzz.py -max_total_time=$(SECONDS)
	FAZHI_FUZZ=$(FUZZ) $(BIN)/pytest tests/readers/test_fuzz_readers.py tests/readers/test_nothing_lost.py

audit: .venv/audit/.made ## 查依赖有没有已知漏洞（要网络）
	.venv/audit/bin/python scripts/audit.py

sbom: .venv/audit/.made ## 写出依赖清单 dist/sbom.json（CycloneDX）
	mkdir -p dist
	.venv/audit/bin/cyclonedx-py requirements requirements/run.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.json

packages: .venv/.run ## 打包：build/packages 下的 wheel 和 sdist，各装进空环境试用一次
	$(BIN)/python scripts/packages.py

TARGETS ?= windows-amd64 linux-x86_64 linux-aarch64 macos-arm64
bundle: .venv/.run ## 离线包：build/bundle 下每个系统一个 .zip（TARGETS=、PYTHONS="3.11 3.12"）
	$(BIN)/python scripts/bundle.py $(TARGETS) $(if $(PYTHONS),--pythons $(PYTHONS)) $(if $(PYTHON_ARCHIVE),--python-archive $(PYTHON_ARCHIVE))

PIPS ?= 23.2.1 newest
day-after: .venv/.run ## 试装：锁定的版本已不是最新时，用旧的和最新的 pip（PIPS=）都装得上
	$(BIN)/python scripts/day_after.py $(PIPS)

lock: .venv/.run ## 重写 requirements/*.lock 和 scripts/package-lock.json（UPGRADE=--upgrade 时一并升级）
	$(LOCK) pyproject.toml --group dev --output-file requirements/dev.lock
	$(LOCK) pyproject.toml --group build --constraint requirements/dev.lock --output-file requirements/run.lock
	$(LOCK) pyproject.toml --resolution lowest-direct --output-file requirements/oldest.lock
	$(LOCK) pyproject.toml --extra pdf --extra preview --extra chart --group bundle --constraint requirements/dev.lock --output-file requirements/bundle.lock
	$(LOCK) --group fuzz --output-file requirements/fuzz.lock
	$(LOCK) --group audit --output-file requirements/audit.lock
	$(LOCK) --group installer --output-file requirements/installer.lock
	npm install --prefix scripts --package-lock-only --omit-lockfile-registry-resolved --silent

help: ## 列出以上各项
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# A stamp is younger than what it was made from, so nothing is installed twice.
$(BIN)/python:
	@python=$$(scripts/find-python) && "$$python" -m venv .venv

INSTALLS := requirements/installer.lock scripts/install.py

.venv/.run: requirements/run.lock pyproject.toml $(INSTALLS) | $(BIN)/python
	$(BIN)/python scripts/install.py run --editable
	@touch $@

.venv/.dev: requirements/dev.lock .venv/.run
	$(BIN)/python scripts/install.py dev
	@touch $@

.venv/.fuzz: requirements/fuzz.lock .venv/.dev
	$(BIN)/python scripts/install.py fuzz
	@touch $@

.venv/audit/.made: requirements/audit.lock $(INSTALLS) | $(BIN)/python
	$(BIN)/python -m venv --clear .venv/audit
	.venv/audit/bin/python scripts/install.py audit
	@touch $@
