# One word a task; `make help` lists them. Everything that is installed goes into .venv.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench score fuzz chaos

VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core-is-installed
DEV := $(VENV)/.dev-is-installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# Beside Python: what opens 7z and RAR archives and old Word files; and for the tests a browser that opens the reports,
# a font with Chinese characters, a mail server, and a database server.
DEBIAN_PACKAGES := libarchive13 libreoffice-writer chromium chromium-driver fonts-wqy-zenhei dovecot-imapd postgresql

FORMS := ../shared/inputs/forms
SCORE := build/score
N := 10000

help:
	@echo "make run            处理 samples/mailbox，结果写入 outputs（首次运行自动安装所需的包）"
	@echo "make setup          只安装，装在 .venv 中"
	@echo "make test           安装并运行全部测试"
	@echo "make lint           检查代码：ruff、mypy --strict、各包之间的引用方向"
	@echo "make fuzz [N=10000] 用 N 个改坏的文件测试，不得崩溃或卡住"
	@echo "make chaos [N=300]  处理中途强行关掉 N 次（另有 PostgreSQL 50 次），再次运行后结果须与未受干扰时完全相同"
	@echo "make bench          测量速度和内存，与同类程序比较"
	@echo "make score [FAST=1] 用 $(FORMS) 评分；FAST=1 不含扫描件和 .doc"

setup: $(DEV)

run: $(CORE)
	@$(BIN)/hebiao run samples/mailbox --out outputs || [ $$? -eq 3 ]

test: $(DEV)
	@# A file at a time, as what is dear to set up is shared within one; one more than the cores, as some wait for others.
	@$(BIN)/python -m pytest --numprocesses $$(($$(nproc) + 1)) --dist loadfile

lint: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

fuzz: $(DEV)
	@$(BIN)/python -m tests.fuzz --count $(N)

chaos: N := 300
chaos: $(DEV)
	@$(BIN)/python -m tests.chaos --count $(N) --server 50

bench: $(DEV)
	@$(BIN)/python -m benchmarks.bench

# The forms that are wanted, each beside its truth, are read from a folder of links.
score: $(CORE)
	@[ -d $(FORMS) ] || { echo "没有 $(FORMS)，无法评分。"; exit 1; }
	@rm -rf $(SCORE); mkdir -p $(SCORE)/forms
	@for file in $(abspath $(FORMS))/*; do \
		name=$${file##*/}; \
		case "$$name,$(FAST)" in *.truth.json,*|*scan*,1|*photo*,1|*.doc,1|*.wps,1) continue;; esac; \
		ln -s "$$file" "$${file%.*}.truth.json" $(SCORE)/forms/; \
	done
	@$(BIN)/hebiao run $(SCORE)/forms --out $(SCORE)/out >$(SCORE)/log 2>&1 || [ $$? -eq 3 ] || { cat $(SCORE)/log; exit 1; }
	@$(BIN)/python ../shared/tools/score.py $(SCORE)/forms $(SCORE)/out

$(BIN)/python:
	@for name in python3.11 python3.12 python3.13 python3; do \
		if command -v $$name >/dev/null && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then python=$$name; break; fi; \
	done; \
	[ -n "$${python:-}" ] || { echo "需要 Python 3.11 或更高版本，没有找到。"; exit 1; }; \
	if ! $$python -c 'import ensurepip' 2>/dev/null; then \
		version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get -qq update && apt-get -qq install -y "python$$version-venv" >/dev/null; \
		else \
			echo "缺少系统包 python$$version-venv，请先安装。"; exit 1; \
		fi; \
	fi; \
	$$python -m venv $(VENV)

$(CORE): pyproject.toml constraints.txt | $(BIN)/python
	@echo "正在安装所需的包 ……" >&2
	@$(PIP) --editable '.[ocr]'
	@# pip compiles what it installs, but not what it links; without this the first commands start at half the speed.
	@$(BIN)/python -m compileall -q schema extractors validators reports ingest
	@touch $@

$(DEV): $(CORE)
	@echo "正在安装测试所需的包 ……" >&2
	@$(PIP) --editable '.[ocr,postgres,dev]'
	@missing=; for package in $(DEBIAN_PACKAGES); do \
		[[ "$$(dpkg-query -W -f '$${Status}' $$package 2>/dev/null || true)" == *' installed' ]] || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		{ apt-get -qq update && apt-get -qq install -y --no-install-recommends $$missing >/dev/null; } && missing= || true; \
	fi; \
	[ -z "$$missing" ] || echo "缺少系统包：$$missing。相应的文件将无法读取，需要它们的测试将跳过。" >&2
	@touch $@
