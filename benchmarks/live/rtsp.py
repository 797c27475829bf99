#!/usr/bin/python3
"""GStreamer's RTSP server as a peer of `vedette bench live`: reads each camera once and serves it to all who ask.

rtsp.py PORT rtsp://CAMERA1 [rtsp://CAMERA2 ...]     serves rtsp://127.0.0.1:PORT/camera1, camera2, ...; says "ready"

Debian: gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-{base,good} python3-gi
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(sys.argv[1])
server.set_backlog(1024)
for number, url in enumerate(sys.argv[2:], 1):
    factory = GstRtspServer.RTSPMediaFactory()
    # The pictures as they come: unpacked, packed again once, sent to everybody; no buffering anywhere.
    factory.set_launch(f'( rtspsrc location="{url}" protocols=tcp latency=0 ! rtph264depay ! rtph264pay name=pay0 pt=96 config-interval=-1 )')
    factory.set_shared(True)
    factory.set_latency(0)
    factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP)
    server.get_mount_points().add_factory(f"/camera{number}", factory)
server.attach(None)
print("ready", flush=True)
GLib.MainLoop().run()
