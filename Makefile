# Dateline: the commands. Each line that runs says what it does; scripts/setup is the only thing that installs.
.PHONY: help run build test watch
.DEFAULT_GOAL := help

help:
	@echo "make run    build the site and serve it with a demonstration newsroom on 127.0.0.1"
	@echo "make build  build the binary: target/release/dateline"
	@echo "make test   format, lints, unit tests, browser tests"
	@echo "make watch  serve, and build again at every change"

run: build
	@echo "run: serving the demonstration newsroom"
	@target/release/dateline serve --demo

build:
	@scripts/setup build
	@echo "build: the build tool (a few minutes the first time), then the site"
	@scripts/with-cache cargo xtask build

test:
	@scripts/setup test
	@echo "test: the build tool (a few minutes the first time), then everything"
	@scripts/with-cache cargo xtask test

# Never in the warm cache, which it would hold until it ends.
watch:
	@scripts/setup build
	@echo "watch: the build tool (a few minutes the first time), then the site"
	@DATELINE_CACHE=/dev/null scripts/with-cache cargo xtask watch
