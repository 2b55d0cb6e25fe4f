# make                 a static release binary in .build/release/stance
# make install         binary, manual page and completions below PREFIX (and DESTDIR)
# make tarball         dist/stance-VERSION-SYSTEM-MACHINE.tar.gz and its checksum
# make benchmarks      the binary, and beside it the programs that Benchmarks/README.md tells of
# make check           every gate

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

binary = .build/release/stance
bin = $(DESTDIR)$(PREFIX)/bin
man = $(DESTDIR)$(PREFIX)/share/man/man1
bash = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
zsh = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
share = $(DESTDIR)$(PREFIX)/share/stance

# The linker of macOS has no such flags, and its systems bring the Swift library. Without the static
# library of C, use STATIC=--static-swift-stdlib: the command then starts a millisecond later.
ifeq ($(shell uname -s),Linux)
STATIC ?= -Xswiftc -static-executable
static = $(STATIC) -Xlinker -s
endif

.PHONY: build install uninstall tarball benchmarks check clean

# Twice: what the rules compile to is built into the command, which so starts in a third of the time.
build:
	$(SWIFT) build -c release --product rules-snapshot $(static)
	.build/release/rules-snapshot >.build/rules.snapshot
	STANCE_SNAPSHOT="$(CURDIR)/.build/rules.snapshot" $(SWIFT) build -c release --product stance $(static)

install: build
	install -d "$(bin)" "$(man)" "$(bash)" "$(zsh)" "$(share)"
	install -m 755 $(binary) "$(bin)/stance"
	$(binary) help --generate man >"$(man)/stance.1"
	$(binary) help --generate bash >"$(bash)/stance"
	$(binary) help --generate zsh >"$(zsh)/_stance"
	install -m 644 rules.json LICENSE "$(share)"
	chmod 644 "$(man)/stance.1" "$(bash)/stance" "$(zsh)/_stance"

uninstall:
	rm -f "$(bin)/stance" "$(man)/stance.1" "$(bash)/stance" "$(zsh)/_stance"
	rm -rf "$(share)"

tarball:
	./release.sh

benchmarks: build
	$(SWIFT) build -c release --product TextBenchmark $(static)
	$(SWIFT) build -c release --product LoadBenchmark $(static)

check:
	./check.sh

clean:
	rm -rf .build dist
