# Dateline: the commands. Each line that runs says what it does; scripts/setup is the only thing that installs.
.PHONY: help run build check test vitals bench watch
.DEFAULT_GOAL := help

help:
	@echo "make run    build the site and serve it with a demonstration newsroom on 127.0.0.1"
	@echo "make build  build the binary: target/release/dateline"
	@echo "make check  format, lints and unit tests of the crates that have changed"
	@echo "make test   format, lints, unit tests, browser tests"
	@echo "make vitals Lighthouse on the readers' pages, and how soon the widgets answer: a table, and what misses what is wanted"
	@echo "make bench  the program on the wire beside nginx, its memory, pages asked for the first time: a table, also in docs/performance.md"
	@echo "make watch  serve, and build again at every change"
	@echo
	@echo "How long on two cores, the first time and again:"
	@echo "  make run    13 min; nothing changed 3 s; a line of a view 1 min; a line of style 4 s"
	@echo "  make check  2 min for a crate, once make test has run"
	@echo "  make test   half an hour; 15 to 20 min"
	@echo "All clones on this machine compile into one cache, ~/.cache/dateline: a second clone is as fast as the first one's next"
	@echo "build. DATELINE_CACHE=off compiles into the clone's own target folder."

# What is to be typed again when a step fails.
AGAIN = { echo "make: that failed; once it is mended: make $@"; exit 1; }

run: build
	@echo "run: serving the demonstration newsroom"
	@target/release/dateline serve --demo

build:
	@scripts/setup build
	@echo "build: the build tool, then the site"
	@scripts/with-cache cargo xtask build || $(AGAIN)

check:
	@scripts/setup build
	@scripts/with-cache cargo xtask check || $(AGAIN)

test:
	@scripts/setup test
	@echo "test: the build tool, then everything"
	@scripts/with-cache cargo xtask test || $(AGAIN)

vitals:
	@scripts/setup vitals
	@echo "vitals: the build tool, then the site"
	@scripts/with-cache cargo xtask build || $(AGAIN)
	@node end2end/vitals/vitals.mjs || $(AGAIN)

bench:
	@scripts/setup bench
	@echo "bench: the build tool, then the site"
	@scripts/with-cache cargo xtask build || $(AGAIN)
	@node src/server/benches/bench.mjs || $(AGAIN)

# Never in the cache, which it would hold until it ends.
watch:
	@scripts/setup build
	@echo "watch: the build tool, then the site"
	@DATELINE_CACHE=off scripts/with-cache cargo xtask watch
