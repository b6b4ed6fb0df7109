vcl 4.1;

import std;

backend dateline {
    .host = "127.0.0.1";
    .port = "3000";
}

# Whoever may drop copies: the program's own address, and nobody else's. Where something that ends encryption stands before Varnish on
# the same machine, it has to use the PROXY protocol, or everybody would come from here.
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
    # For browsers, which may keep a page for seconds, it is as fresh as if the program had sent it.
    unset resp.http.age;
}
