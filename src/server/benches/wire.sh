#!/usr/bin/env bash
# The program on the wire, as readers meet it: a page that is kept beside nginx with the same bytes and fields, and pages that are
# asked for the first time.
#
#     src/server/benches/wire.sh BINARY DATA
#
# DATA is a data folder of the program (`dateline import --data DATA …`, `dateline reindex --data DATA`). Needs two cores, wrk, ab and
# nginx. The server has one core and wrk the other for kept pages; for the others they share both.
set -euo pipefail
binary=$(realpath "$1") data=$(realpath "$2")
work=$(mktemp -d)
chmod 755 "$work"
port=3650 peer=3651 numbers=3652
server='' holder=''
finish() {
    [ -z "$holder" ] || kill "$holder" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ ! -f "$work/nginx.pid" ] || kill "$(cat "$work/nginx.pid")" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

start() { # the program, run by the words before its own
    "$@" "$binary" serve --data "$data" --addr "127.0.0.1:$port" --metrics "127.0.0.1:$numbers" >/dev/null 2>"$work/log" &
    server=$!
    until curl -s -o /dev/null "http://127.0.0.1:$port/healthz"; do sleep 0.1; done
}

stop() {
    kill "$server"
    wait "$server" || true
    server=
}

measured() { grep -E 'Requests/sec|50%|99%|Non-2xx' | tr -s ' ' | tr '\n' ';'; }

echo "a page that is kept, one core each:"
start taskset -c 0
page=http://127.0.0.1:$port$(curl -s "http://127.0.0.1:$port/latest" | grep -o 'data-card="" href="[^"]*"' | head -1 | cut -d'"' -f4)
# What is asked for more than once is compressed as well as it can be, a moment later.
for _ in 1 2 3 4 5; do
    curl -s -o "$work/page" -D "$work/head" -H 'accept-encoding: br' "$page"
    sleep 1
done
fields=$(tr -d '\r' <"$work/head" | grep -E '^[a-z-]+: ' | grep -v -E '^(date|content-length|content-type):' |
    sed -E "s/'/\"/g; s/^([a-z-]+): (.*)$/add_header \1 '\2';/")
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/nginx.pid;
error_log $work/nginx.log;
$([ "$(id -u)" != 0 ] || echo 'user root;')
events { worker_connections 1024; }
http {
    access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000;
    open_file_cache max=100; etag off; server_tokens off;
    server {
        listen 127.0.0.1:$peer;
        root $work;
        location / { try_files /page =404; types {} default_type "text/html; charset=utf-8"; $fields }
    }
}
CONF
taskset -c 0 nginx -c "$work/nginx.conf" 2>/dev/null
for round in 1 2 3; do
    for at in "nginx http://127.0.0.1:$peer/" "dateline $page"; do
        echo "  $round ${at% *}: $(taskset -c 1 wrk -t1 -c32 -d6 --latency -H 'accept-encoding: br' "${at#* }" | measured)"
    done
done
echo "  304: $(taskset -c 1 wrk -t1 -c32 -d6 --latency -H 'accept-encoding: br' -H 'if-none-match: *' "$page" | measured)"
# wrk waits for the content that an answer to HEAD does not have.
for at in "nginx http://127.0.0.1:$peer/" "dateline $page"; do
    echo "  HEAD, ${at% *}: $(taskset -c 1 ab -q -k -i -c 32 -n 200000 -H 'accept-encoding: br' "${at#* }" 2>/dev/null |
        awk '/^ +50%/ { m = $2 } /^ +99%/ { t = $2 } /^Requests per second/ { r = $4 } END { printf "50%% %sms; 99%% %sms; Requests/sec: %s;", m, t, r }')"
done
# Heads that never end are hung up on after ten seconds, so this is measured while all of them are there. A process of its own holds
# them: wrk inherits what this one has open, and cannot count so far.
(
    ulimit -n 8192
    for _ in $(seq 2000); do
        exec {connection}<>"/dev/tcp/127.0.0.1/$port"
        printf 'GET / HTTP/1.1\r\nhost: x\r\nx-never: ' >&"$connection"
    done
    touch "$work/half-open"
    exec sleep 60
) &
holder=$!
until [ -e "$work/half-open" ]; do sleep 0.05; done
open=$(curl -s "http://127.0.0.1:$numbers/metrics" | awk '/^dateline_connections /{ print $2 }')
echo "  beside half-open connections, $open of them: $(taskset -c 1 wrk -t1 -c32 -d6 --latency -H 'accept-encoding: br' "$page" | measured)"
kill "$holder"
wait "$holder" 2>/dev/null || true
stop

echo "pages asked for the first time, 8 connections:"
start
: >"$work/paths"
next=/latest
while [ -n "$next" ] && [ "$(wc -l <"$work/paths")" -lt 20000 ]; do
    curl -s "http://127.0.0.1:$port$next" >"$work/list"
    grep -o 'data-card="" href="[^"]*"' "$work/list" | cut -d'"' -f4 >>"$work/paths" || true
    next=$(grep -o 'href="/latest?before=[^"]*"' "$work/list" | head -1 | cut -d'"' -f2 || true)
done
shuf --random-source=<(yes) -o "$work/paths" "$work/paths"
cat >"$work/first.lua" <<LUA
local paths, at = {}, 0
for line in io.lines("$work/paths") do paths[#paths + 1] = line end
request = function()
    at = at + 1
    return wrk.format("GET", paths[(at - 1) % #paths + 1], { ["accept-encoding"] = "br" })
end
LUA
stories=$(wc -l <"$work/paths")
stop
began=$(date +%s.%N)
start
# What is made before anybody asks: until nothing more comes.
kept=0 last=-1
while [ "$kept" != "$last" ]; do
    last=$kept ended=$(date +%s.%N)
    sleep 0.5
    kept=$(curl -s "http://127.0.0.1:$numbers/metrics" | awk '/^dateline_kept_pages /{ print $2 }')
done
echo "  $kept pages were made beforehand, $(awk -v a="$began" -v b="$ended" 'BEGIN { printf "%.1f", b - a }') s after the start"
before=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
wrk -t1 -c8 -d10 --latency -s "$work/first.lua" "http://127.0.0.1:$port/" >"$work/first"
after=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
asked=$(awk '/requests in/ { print $1 }' "$work/first")
echo "  of the $stories newest stories: $asked asked, $(measured <"$work/first")"
echo "  milliseconds of processor a page: $(awk -v t=$((after - before)) -v n="$asked" 'BEGIN { printf "%.2f", t * 10 / n }')"
grep RssAnon "/proc/$server/status" | tr -s ' \t' ' ' | sed 's/^/  its own memory after that: /'
