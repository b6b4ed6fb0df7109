vcl 4.1;

import std;

backend dateline {
    .host = "127.0.0.1";
    .port = "3000";
}

acl newsroom {
    "127.0.0.1";
}

sub vcl_recv {
    if (req.method == "BAN") {
        if (client.ip !~ newsroom) {
            return (synth(403));
        }
        ban("obj.http.surrogate-key ~ (^|\s)(" + req.http.dateline-tags + ")(\s|$)");
        return (synth(200));
    }
    if (req.url ~ "^/(desk|preview|api)(/|\?|$)") {
        return (pass);
    }
}

sub vcl_backend_response {
    # Varnish itself reads Cache-Control alone, which is for browsers.
    if (beresp.http.surrogate-control ~ "max-age=\d+") {
        set beresp.ttl = std.duration(regsub(beresp.http.surrogate-control, ".*max-age=(\d+).*", "\1s"), 0s);
        set beresp.grace = 0s;
    }
}

sub vcl_deliver {
    unset resp.http.surrogate-key;
    unset resp.http.surrogate-control;
}
