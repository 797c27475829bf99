"""Runs the camera farm given as the first argument, speaking RTSPS with the certificate and key in TLS_PEM."""
import os
import runpy
import sys

import gi

gi.require_version('GstRtspServer', '1.0')
from gi.repository import Gio, GstRtspServer

attach = GstRtspServer.RTSPServer.attach
pem = os.environ.pop('TLS_PEM')


def attach_encrypted(server, context):
    auth = server.get_auth()
    auth.set_tls_certificate(Gio.TlsCertificate.new_from_pem(pem, -1))
    server.set_auth(auth)
    return attach(server, context)


GstRtspServer.RTSPServer.attach = attach_encrypted
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name='__main__')
