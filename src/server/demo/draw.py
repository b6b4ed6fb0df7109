#!/usr/bin/env python3
"""Draws the demonstration's pictures: flat scenes in layers, as SVG, 1600 by 1000 or 1600 by 900. Run it in this folder to make them again."""
import math
import random

W, H = 1600, 1000
PALETTES = {
    "dawn": ["#f6d7b0", "#e9a178", "#c96a5b", "#7d4a5e", "#40304f", "#241d36"],
    "day": ["#dcebf2", "#a9cddc", "#6fa3b8", "#4a7a8c", "#2f5563", "#1c3640"],
    "dusk": ["#f3c9a5", "#d98870", "#9c5570", "#5c3d6b", "#35295a", "#1d1838"],
    "sand": ["#f5e6c8", "#e3c795", "#c39d63", "#94703f", "#5f4728", "#362917"],
    "green": ["#e4efdc", "#b6d3a6", "#7dab79", "#4d8060", "#2d594a", "#183832"],
    "ice": ["#eaf3f8", "#c5dde9", "#93bcd3", "#5f8fb0", "#3a658a", "#1f4060"],
    "night": ["#3c4a7a", "#2d3866", "#232b52", "#1a2040", "#12162e", "#0a0d1d"],
}
RED, GREEN, GOLD, WHITE = "#c8322f", "#0f6b46", "#e8b84a", "#fbf8f1"


class Scene:
    def __init__(self, name, palette, seed, height=H):
        self.name, self.c, self.h = name, PALETTES[palette], height
        self.r = random.Random(seed)
        self.parts = [
            f'<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="{self.c[1]}"/>'
            f'<stop offset="1" stop-color="{self.c[0]}"/></linearGradient></defs>',
            f'<path fill="url(#s)" d="M0 0h{W}v{height}H0z"/>',
        ]

    def add(self, text):
        self.parts.append(text)
        return self

    def rect(self, x, y, w, h, fill, rx=0, extra=""):
        return self.add(f'<rect x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}" fill="{fill}"' + (f' rx="{rx}"' if rx else "") + f"{extra}/>")

    def disc(self, x, y, r, fill, extra=""):
        return self.add(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}" fill="{fill}"{extra}/>')

    def path(self, d, fill="none", extra=""):
        return self.add(f'<path d="{d}" fill="{fill}"{extra}/>')

    def line(self, d, colour, width):
        return self.path(d, "none", f' stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"')

    def sun(self, x, y, r, fill=WHITE):
        self.disc(x, y, r * 1.9, fill, ' opacity=".14"').disc(x, y, r * 1.4, fill, ' opacity=".22"')
        return self.disc(x, y, r, fill, ' opacity=".95"')

    def hills(self, base, rough, shade, step=40, peaks=False):
        points, y = [], base
        for x in range(0, W + step, step):
            y += self.r.uniform(-rough, rough)
            y += (base - y) * 0.2
            points.append((x, y - (abs(math.sin(x / 170 + shade)) * rough * 2.2 if peaks else 0)))
        line = " ".join(f"L{x} {y:.0f}" for x, y in points)
        return self.path(f"M0 {self.h} {line} L{W} {self.h}z", self.c[shade])

    def town(self, ground, low, high, shade, lit=None, widths=(40, 110)):
        x = -10
        while x < W:
            w, h = self.r.randint(*widths), self.r.randint(low, high)
            self.rect(x, ground - h, w, h + 4, self.c[shade])
            if lit:
                for wx in range(int(x) + 10, int(x + w) - 14, 22):
                    for wy in range(int(ground - h) + 14, int(ground) - 20, 30):
                        if self.r.random() < 0.35:
                            self.rect(wx, wy, 9, 13, lit, extra=' opacity=".85"')
            x += w + self.r.randint(-4, 8)
        return self

    def flag(self, x, y, w, kind):
        h = w * 0.66
        self.rect(x - 6, y - 14, 7, h * 2.6, "#55504a")
        if kind == "pk":
            self.rect(x, y, w, h, GREEN).rect(x, y, w * 0.25, h, WHITE)
            cx, cy, r, hole, field = x + w * 0.62, y + h * 0.5, h * 0.3, h * 0.27, GREEN
            self.disc(cx, cy, r, WHITE).disc(cx + r * 0.34, cy - r * 0.3, hole, field)
            self.star(cx + r * 0.55, cy - r * 0.5, r * 0.34)
        else:
            self.rect(x, y, w, h, RED)
            cx, cy, r = x + w * 0.36, y + h * 0.5, h * 0.3
            self.disc(cx, cy, r, WHITE).disc(cx + r * 0.28, cy, r * 0.8, RED)
            self.star(cx + r * 1.35, cy, r * 0.46)
        return self

    def star(self, x, y, r, fill=WHITE):
        points = []
        for k in range(10):
            a, q = math.pi * k / 5 - math.pi / 2, r if k % 2 == 0 else r * 0.4
            points.append(f"{x + q * math.cos(a):.1f},{y + q * math.sin(a):.1f}")
        return self.add(f'<polygon points="{" ".join(points)}" fill="{fill}"/>')

    def tree(self, x, y, s, shade):
        self.rect(x - s * 0.06, y - s * 0.5, s * 0.12, s * 0.5, self.c[5])
        for dx, dy, r in [(-0.22, -0.6, 0.3), (0.22, -0.62, 0.28), (0, -0.85, 0.34)]:
            self.disc(x + dx * s, y + dy * s, r * s, self.c[shade])
        return self

    def person(self, x, y, s, coat, skin="#b98258"):
        self.disc(x, y - s * 0.86, s * 0.13, skin)
        return self.path(f"M{x - s * .24:.0f} {y} q0 {-s * .7:.0f} {s * .24:.0f} {-s * .7:.0f} q{s * .24:.0f} 0 {s * .24:.0f} {s * .7:.0f}z", coat)

    def water(self, top, shade):
        self.rect(0, top, W, self.h - top, self.c[shade])
        for _ in range(46):
            x, y, w = self.r.randint(0, W), self.r.randint(int(top) + 14, self.h), self.r.randint(30, 150)
            self.rect(x, y, w, 4, self.c[0], 2, ' opacity=".28"')
        return self

    def save(self):
        body = "".join(self.parts)
        with open(f"pictures/{self.name}.svg", "w", encoding="utf-8") as file:
            file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {self.h}">{body}</svg>\n')


def talks():
    s = Scene("islamabad-talks", "sand", 1, 900)
    s.rect(0, 0, W, 900, "#e9dcc4")
    for x in range(60, W, 250):
        s.rect(x, 90, 170, 380, "#f6eedd", 85).rect(x + 14, 104, 142, 366, "#bcd3d8", 71)
        s.path(f"M{x+14} 470 L{x+14} 400 q60 -70 142 -10 L{x+156} 470z", "#8fae9c")
    s.rect(0, 470, W, 430, "#7d5a3d")
    for x, kind in [(470, "tr"), (640, "pk"), (850, "tr"), (1020, "pk")]:
        s.flag(x, 190, 130, kind)
    coats = ["#2a3140", "#3b2f38", "#1f3a3a", "#41382c", "#2d2f4a", "#3a3a3a"]
    for k, x in enumerate(range(250, 1400, 220)):
        s.person(x, 640, 250, coats[k % 6])
    s.path("M60 640 L1540 640 L1600 900 L0 900z", "#54361f").path("M60 640 L1540 640 L1545 664 L54 664z", "#8c6540")
    for x in range(220, 1450, 220):
        s.rect(x, 690, 90, 58, WHITE, 3, ' transform="skewX(-4)"').rect(x + 150, 672, 16, 60, "#cfe3ea", 6)
    for x in range(330, 1400, 330):
        s.disc(x, 700, 34, GREEN).disc(x - 16, 682, 22, RED).disc(x + 18, 684, 20, GOLD)
    s.save()


def rail():
    s = Scene("rail-conference", "dawn", 2)
    s.sun(1180, 330, 92).hills(560, 50, 2, peaks=True).hills(650, 32, 3)
    s.rect(0, 760, W, 240, s.c[4])
    for x in range(-20, W, 64):
        s.rect(x, 842, 38, 16, s.c[5])
    s.rect(0, 830, W, 9, "#d8c8bb").rect(0, 866, W, 9, "#d8c8bb")
    s.path("M120 600 h1080 q150 0 260 170 q20 50 -60 56 H120z", WHITE).path("M120 720 h1310 l30 50 q20 50 -60 56 H120z", GREEN)
    for x in range(170, 1150, 118):
        s.rect(x, 632, 84, 62, s.c[5], 10)
    s.path("M1210 632 h40 q80 14 120 62 h-160z", s.c[5])
    for x in range(230, 1400, 140):
        s.disc(x, 830, 24, s.c[5])
    for x in (90, 520, 950, 1380):
        s.rect(x, 380, 10, 400, s.c[5]).rect(x - 50, 400, 160, 8, s.c[5])
    s.line("M0 408 H1600", s.c[5], 4)
    s.save()


def port():
    s = Scene("container-port", "day", 3)
    s.sun(330, 240, 74).hills(560, 22, 2).water(640, 3)
    s.path("M150 700 H1250 L1180 830 H260z", "#23313a").rect(150, 690, 1100, 22, RED)
    colours = [RED, "#2c6e8f", GOLD, GREEN, "#7c8b93", "#b5622f"]
    for row in range(3):
        for col in range(11 - row):
            s.rect(220 + col * 74 + row * 22, 638 - row * 52, 70, 48, colours[s.r.randrange(6)])
    s.rect(1110, 520, 110, 170, WHITE).rect(1126, 540, 78, 26, s.c[4])
    for x in (1240, 1430):
        s.line(f"M{x} 900 L{x+40} 300 L{x+120} 900 M{x-320} 330 H{x+150} M{x+40} 300 L{x-300} 328 M{x+40} 300 L{x+140} 328", "#c4532d", 13)
    s.rect(1160, 880, 440, 120, s.c[5]).line("M1010 336 V560", "#30343a", 4)
    s.save()


def glacier():
    s = Scene("hunza-glacier", "ice", 4)
    s.sun(1240, 220, 60)
    s.path("M0 560 L180 300 L300 420 L520 120 L700 380 L860 240 L1080 520 L1300 210 L1480 430 L1600 330 V1000 H0z", s.c[3])
    s.path("M520 120 L610 250 L560 300 L500 250 L440 330 L400 286z M1300 210 L1372 300 L1310 350 L1260 300 L1220 350z M860 240 L920 326 L860 372 L806 310z", WHITE)
    s.path("M560 1000 Q640 760 760 620 Q820 540 800 470 L930 500 Q960 600 900 720 Q860 840 1060 1000z", "#dcebf3")
    for k in range(9):
        y = 560 + k * 48
        s.line(f"M{790 - k*24} {y} q{60 + k*6} 26 {130 + k*14} -8", s.c[2], 4)
    s.hills(840, 30, 4).path("M700 1000 Q760 920 880 900 T1100 1000z", "#77b3cf").hills(950, 20, 5)
    for x in (180, 260, 330, 1240, 1330, 1410):
        s.path(f"M{x} 900 l34 -110 l34 110z", s.c[5])
    s.save()


def mangrove():
    s = Scene("mangrove-creek", "green", 5)
    s.sun(420, 260, 84).hills(470, 14, 1).water(520, 2)
    for x in range(-20, W, 120):
        y = 560 + s.r.randint(-30, 60)
        for a in (-48, -22, 0, 22, 48):
            s.line(f"M{x+60} {y-60} Q{x+60+a} {y-20} {x+60+a*1.5:.0f} {y+40}", s.c[5], 6)
        s.tree(x + 60, y - 20, 150 + s.r.randint(0, 60), 3)
    s.path("M560 800 q250 70 480 0 l-50 70 q-190 40 -380 0z", "#5a3b24")
    s.person(800, 812, 210, "#d9ae6d").line("M830 700 L1010 930", "#6d4a2c", 10)
    for x in (300, 360, 1240):
        s.line(f"M{x} 180 q22 -26 44 0 q22 -26 44 0", s.c[5], 6)
    s.save()


def city(name, palette, seed, minarets):
    s = Scene(name, palette, seed)
    s.sun(1120, 300, 96, "#fff1dc").hills(560, 26, 2).town(690, 60, 190, 3)
    if minarets:
        s.path("M520 700 V560 q180 -200 360 0 V700z", s.c[4]).rect(692, 340, 16, 80, s.c[4])
        s.path("M430 700 V620 q70 -80 140 0 V700z M830 700 V620 q70 -80 140 0 V700z", s.c[4])
        for x in (400, 980):
            s.rect(x, 330, 30, 380, s.c[4]).path(f"M{x-6} 334 L{x+15} 250 L{x+36} 334z", s.c[4]).rect(x - 9, 430, 48, 12, s.c[4])
    s.town(800, 40, 130, 4, GOLD).rect(0, 790, W, 210, s.c[5])
    if minarets:
        s.water(820, 5)
        s.path("M900 880 h240 l-40 50 h-170z", WHITE).rect(950, 842, 120, 40, RED)
    s.save()


def faisal():
    s = Scene("islamabad-evening", "dusk", 7)
    s.sun(800, 380, 110, "#ffe7c7").hills(520, 40, 2, peaks=True).hills(620, 26, 3)
    s.path("M430 720 L800 420 L1170 720z", WHITE).path("M800 420 L1170 720 H980z", "#d9d2c7").path("M800 420 L430 720 H620z", "#efe8dc")
    for x in (360, 1210):
        s.path(f"M{x} 730 V330 l14 -110 l14 110 V730z", WHITE)
    s.rect(0, 718, W, 282, s.c[4])
    for x in range(60, W, 130):
        s.tree(x, 760 + s.r.randint(0, 30), 90, 5)
    s.save()


def solar():
    s = Scene("rooftop-solar", "day", 8)
    s.sun(1230, 210, 100, "#fff3c4").town(620, 60, 200, 2).rect(0, 600, W, 400, "#c9a77f")
    for row in range(3):
        for col in range(5):
            x, y = 130 + col * 270 - row * 46, 620 + row * 118
            s.path(f"M{x} {y+90} L{x+50} {y} H{x+262} L{x+222} {y+90}z", "#1f3f66").line(f"M{x+25} {y+45} H{x+242} M{x+88} {y+90} L{x+134} {y} M{x+158} {y+90} L{x+200} {y}", "#7fa6cf", 3)
    s.person(1420, 930, 330, "#d9772f").disc(1420, 640, 50, GOLD).rect(1364, 640, 112, 14, GOLD)
    s.save()


def loom():
    s = Scene("ajrak-dyers", "sand", 9)
    s.rect(0, 0, W, H, "#d9b98a").rect(0, 620, W, 380, "#8d6238")
    for k, x in enumerate(range(40, W, 310)):
        fill = ["#8e1f26", "#20386b", "#8e1f26", "#20386b", "#8e1f26"][k % 5]
        s.rect(x, 110, 260, 480, fill)
        for yy in range(150, 570, 84):
            for xx in range(x + 45, x + 250, 85):
                s.star(xx, yy, 26, WHITE).disc(xx, yy, 7, "#111")
    s.line("M0 110 Q800 140 1600 110", "#4b3420", 8)
    for x in (300, 640, 980, 1320):
        s.path(f"M{x-120} 760 q120 60 240 0 l-24 130 q-96 30 -192 0z", "#3d2a18").path(f"M{x-112} 770 q112 -40 224 0 q-112 46 -224 0z", ["#20386b", "#8e1f26", "#d7a43b", "#20386b"][(x // 340) % 4])
    s.person(480, 900, 340, "#f0e6d2").person(1160, 900, 340, "#5b2d3a")
    s.save()


def ney():
    s = Scene("ney-maker", "dusk", 10)
    s.rect(0, 0, W, H, "#4a3140").rect(880, 120, 520, 420, "#f3c9a5").path("M880 120h520v420H880z M900 140v380h225V140z M1145 140v380h235V140z", "#2c1d2b", ' fill-rule="evenodd"')
    s.rect(0, 720, W, 280, "#6d4a2f")
    for k in range(14):
        x = 90 + k * 52
        s.add(f'<g transform="rotate({-6 + k % 5 * 3} {x} 420)"><rect x="{x}" y="160" width="22" height="520" rx="11" fill="#d9a860"/>' + "".join(f'<circle cx="{x+11}" cy="{250+q*58}" r="6" fill="#4a3140"/>' for q in range(7)) + "</g>")
    s.person(1120, 760, 420, "#20303f").add('<g transform="rotate(24 1120 520)"><rect x="1080" y="430" width="20" height="330" rx="10" fill="#e5bb78"/></g>')
    s.disc(1360, 700, 60, GOLD, ' opacity=".25"').disc(1360, 700, 24, GOLD)
    s.save()


def wheat():
    s = Scene("wheat-harvest", "sand", 11)
    s.sun(300, 250, 90).hills(480, 18, 2).rect(0, 520, W, 480, "#d9ab4e")
    for _ in range(420):
        x, y = s.r.randint(0, W), s.r.randint(540, 1000)
        hgt = 26 + (y - 540) * 0.12
        s.line(f"M{x} {y} q4 {-hgt/2:.0f} {s.r.randint(-8, 10)} {-hgt:.0f}", s.r.choice(["#b98a33", "#e9c46f", "#a77a2c"]), 4)
    s.rect(940, 430, 330, 190, RED, 18).rect(1010, 340, 170, 110, "#2b3036", 12).rect(1028, 356, 134, 70, "#bcd9e2", 8)
    s.rect(850, 560, 120, 90, "#8e1f1d", 8).disc(1020, 650, 74, "#24272b").disc(1020, 650, 30, "#8d8f92").disc(1230, 660, 54, "#24272b").disc(1230, 660, 22, "#8d8f92")
    s.save()


def bus():
    s = Scene("electric-bus", "day", 12)
    s.sun(1320, 210, 66).hills(480, 40, 2, peaks=True).town(660, 70, 180, 3).rect(0, 650, W, 350, "#565b60").rect(0, 830, W, 10, "#e5e0d5")
    s.rect(260, 430, 980, 340, "#f2f5f3", 44).rect(260, 640, 980, 130, GREEN, 30)
    for x in range(310, 1090, 160):
        s.rect(x, 480, 132, 120, "#22343d", 14)
    s.rect(1120, 480, 104, 230, "#22343d", 16)
    for x in (450, 1040):
        s.disc(x, 775, 66, "#202326").disc(x, 775, 28, "#9aa0a4")
    s.path("M720 660 l-46 62 h34 l-14 44 l52 -64 h-34z", GOLD)
    for x in (90, 150, 1400, 1470):
        s.person(x, 780, 190, s.r.choice(["#8e1f26", "#20386b", "#d7a43b"]))
    s.save()


def dam():
    s = Scene("indus-gauge", "day", 13)
    s.sun(1250, 190, 60).hills(420, 60, 2, peaks=True).hills(500, 30, 3).water(560, 2)
    s.rect(1060, 300, 170, 560, "#cfc7b8").rect(1040, 270, 210, 44, "#8f877a")
    for k in range(12):
        y = 340 + k * 42
        s.rect(1090, y, 60 if k % 2 else 100, 9, RED if k % 2 else "#23272b")
    s.line("M1145 270 V150 M1105 190 q40 -50 80 0 M1085 160 q60 -80 120 0", "#23272b", 9).disc(1145, 150, 13, RED)
    s.path("M0 820 Q300 740 640 830 T1060 860 V1000 H0z", s.c[4]).person(420, 840, 260, "#d9772f").rect(452, 700, 70, 90, WHITE, 6)
    s.save()


def cinema():
    s = Scene("open-air-cinema", "night", 14)
    for _ in range(90):
        s.disc(s.r.randint(0, W), s.r.randint(0, 460), s.r.choice([2, 3, 4]), WHITE, ' opacity=".8"')
    s.town(620, 60, 180, 2, GOLD).path("M1400 900 L470 180 V560z", WHITE, ' opacity=".10"')
    s.rect(380, 150, 840, 460, "#11131c").rect(404, 174, 792, 412, "#f2ead9").path("M404 586 V470 Q600 380 800 470 T1196 440 V586z", "#6f9db0").disc(980, 290, 54, RED)
    s.path("M404 586 V540 Q700 470 1196 560 V586z", "#2f5563").rect(0, 690, W, 310, s.c[5])
    for row in range(3):
        for x in range(60 + row * 40, W, 130):
            s.person(x, 830 + row * 80, 150 + row * 20, s.r.choice(["#161a33", "#20264a", "#0d1022"]), "#5b4a4a")
    s.save()


def drone():
    s = Scene("drone-safety", "ice", 15)
    s.sun(330, 240, 70).hills(620, 50, 2, peaks=True).hills(740, 26, 3).rect(0, 860, W, 140, s.c[4])
    s.rect(690, 380, 230, 90, "#2b3138", 34).disc(805, 480, 36, "#12161a").disc(805, 480, 16, "#7fb2d6")
    s.line("M700 400 L520 340 M910 400 L1090 340 M710 450 L560 500 M900 450 L1050 500", "#2b3138", 16)
    for x, y in ((520, 330), (1090, 330), (560, 500), (1050, 500)):
        s.add(f'<ellipse cx="{x}" cy="{y-12}" rx="150" ry="14" fill="{s.c[4]}" opacity=".45"/>').disc(x, y, 18, "#12161a")
    s.rect(1180, 620, 30, 250, s.c[5]).path("M1120 620 h150 l-26 -90 h-98z", WHITE).rect(1138, 546, 114, 44, s.c[4])
    s.save()


def textile():
    s = Scene("textile-mill", "dawn", 16)
    s.rect(0, 0, W, H, "#efe0cf").path("M0 0 L1600 0 L1120 360 H480z", "#d7c3ad").path("M0 1000 L480 640 H1120 L1600 1000z", "#b89b82")
    for side in (0, 1):
        for k in range(6):
            z = 1 - k * 0.14
            x, y, w = (60 + k * 76, 900 - k * 50, 260 * z) if side == 0 else (1540 - k * 76 - 260 * z, 900 - k * 50, 260 * z)
            s.rect(x, y - 250 * z, w, 250 * z, "#4c5a66", 8).rect(x + 12, y - 230 * z, w - 24, 90 * z, ["#c8322f", "#20386b", "#e8b84a"][k % 3], 6)
            for q in range(5):
                s.disc(x + 30 + q * (w - 60) / 4, y - 92 * z, 15 * z, WHITE)
    for x in range(520, 1120, 120):
        s.rect(x, 180, 70, 10, WHITE)
    s.person(800, 760, 260, "#0f6b46")
    s.save()


def tea():
    s = Scene("tea-glasses", "sand", 17)
    s.rect(0, 0, W, 640, "#20544f").rect(0, 600, W, 400, "#7b4a2a")
    for x in range(0, W, 100):
        for y in range(0, 600, 100):
            s.path(f"M{x+50} {y+8} L{x+92} {y+50} L{x+50} {y+92} L{x+8} {y+50}z", "none", ' stroke="#2f7068" stroke-width="5"')
    for x in (330, 620, 910, 1200):
        s.add(f'<ellipse cx="{x}" cy="850" rx="136" ry="30" fill="#f4efe4"/>')
        s.path(f"M{x-62} 560 q-8 90 24 140 q-40 60 -32 140 h140 q8 -80 -32 -140 q32 -50 24 -140z", "#b5441c").path(f"M{x-62} 560 h124 l-4 46 h-116z", "#e7d9c0", ' opacity=".7"')
        s.line(f"M{x-20} 510 q-20 -40 0 -76 M{x+24} 510 q-20 -40 0 -76", WHITE, 5)
    s.save()


def smog():
    s = Scene("lahore-smog", "sand", 18)
    s.rect(0, 0, W, H, "#d8c7a4").disc(1160, 280, 90, "#f2a65a", ' opacity=".8"').town(620, 100, 300, 2)
    s.rect(0, 380, W, 260, "#d8c7a4", extra=' opacity=".55"').town(760, 60, 220, 3).rect(0, 560, W, 240, "#d8c7a4", extra=' opacity=".5"').rect(0, 760, W, 240, s.c[4])
    for k, x in enumerate(range(60, W, 150)):
        s.person(x, 900 + (k % 3) * 30, 200, ["#3b2f38", "#20386b", "#41382c"][k % 3]).rect(x - 16, 900 + (k % 3) * 30 - 168, 32, 18, WHITE, 8)
    s.save()


for draw in (talks, rail, port, glacier, mangrove, faisal, solar, loom, ney, wheat, bus, dam, cinema, drone, textile, tea, smog):
    draw()
city("istanbul-strait", "dusk", 21, True)
city("karachi-evening", "dawn", 22, False)
