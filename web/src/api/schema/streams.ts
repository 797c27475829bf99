// Generated from docs/openapi/streams.json by `npm run generate`; do not edit.

export interface paths {
    "/api/streams/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListStreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WatchLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/still.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetStill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WatchStreamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ProbeCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListStreamKeys"];
        put?: never;
        post: operations["CreateStreamKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["DeleteStreamKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/onvif/discover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["DiscoverOnvif"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/onvif/probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ProbeOnvif"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/ptz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetPtz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/ptz/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["MoveCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/ptz/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["StopCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/ptz/absolute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PointCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/ptz/presets/{token}/go": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GoToPreset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/ptz/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AddPreset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/ptz/presets/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["RemovePreset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetDiagnostics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/transcript.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/layouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListLayouts"];
        put?: never;
        post: operations["AddLayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/layouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetLayout"];
        put: operations["ReplaceLayout"];
        post?: never;
        delete: operations["DeleteLayout"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/hls/{stream}/index.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetLivePlaylists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/hls/{stream}/media.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetLivePlaylist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/hls/{stream}/init/{number}.mp4": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetLiveInit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/hls/{stream}/segment/{number}.m4s": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetLiveSegment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/cameras/{id}/hls/{stream}/part/{number}.{part}.m4s": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetLivePart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AddedPreset: {
            token: string;
        };
        Advice: {
            code: string;
            severity: components["schemas"]["AdviceSeverity"];
            text: string;
            values: Record<string, never>;
        };
        /** @enum {unknown} */
        AdviceSeverity: "info" | "warning" | "serious";
        /** @enum {unknown} */
        CameraTransport: "auto" | "tcp" | "udp" | "http" | null;
        CameraTrust: {
            pinnedSha256: null | string;
            authorityPem: null | string;
        };
        CameraView: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            id: string;
            name: string;
            state: components["schemas"]["FeedState"];
            /** Format: date-time */
            since?: null | string;
            cause?: null | components["schemas"]["FeedBreakCause"];
            causeMessage?: null | string;
            codec?: null | string;
            /** Format: int32 */
            width?: null | number;
            /** Format: int32 */
            height?: null | number;
            /** Format: double */
            fps?: null | number;
            /** Format: int64 */
            bitrate?: null | number;
            /** Format: double */
            gopSeconds?: null | number;
            audio?: null | string;
            /** Format: int64 */
            packetsLost: number;
            /** Format: int32 */
            reconnects: number;
            /** Format: date-time */
            lastPictureAt?: null | string;
            /** Format: int32 */
            viewers: number;
            stalled?: boolean;
            transport?: null | string;
            hasPtz?: boolean;
            motion?: null | boolean;
            streams: components["schemas"]["StreamView"][];
            advice: string[];
        };
        DiagnosticsView: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            id: string;
            name: string;
            streams: components["schemas"]["StreamFigures"][];
            errors: components["schemas"]["Trouble"][];
            advice: components["schemas"]["Advice"][];
        };
        /** @enum {unknown} */
        FeedBreakCause: "unreachable" | "refused" | "wrong-password" | "no-such-path" | "no-video-track" | "unsupported-codec" | "stalled" | "closed" | "malformed" | "untrusted-certificate" | "no-key-picture" | null;
        /** @enum {unknown} */
        FeedState: "off" | "idle" | "connecting" | "online" | "silent";
        FoundCamera: {
            /** Format: uri */
            url: string;
            name: string;
            hardware: string;
            location: string;
            address: string;
            /** Format: uuid */
            deviceId: string;
        };
        FoundCameras: {
            items: components["schemas"]["FoundCamera"][];
        };
        LayoutTile: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId: string;
            /** Format: int32 */
            x: number;
            /** Format: int32 */
            y: number;
            /** Format: int32 */
            w: number;
            /** Format: int32 */
            h: number;
        };
        LayoutView: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: int32 */
            columns: number;
            tiles: components["schemas"]["LayoutTile"][];
            /**
             * Format: uuid
             * @description Identity of a user.
             */
            owner: string;
            shared: boolean;
            version: string;
            eTag?: null | string;
        };
        MadeStreamKey: {
            /** Format: uuid */
            id: string;
            username: string;
            secret: string;
            url: string;
        };
        Move: {
            /** Format: double */
            pan: number;
            /** Format: double */
            tilt: number;
            /** Format: double */
            zoom: number;
            /** Format: double */
            seconds: number;
        };
        NewPreset: {
            name: string;
        };
        NewStreamKey: {
            name: string;
            cameraIds?: null | unknown[];
        };
        OnvifAnswer: {
            ok?: boolean;
            cause?: null | string;
            message?: null | string;
            device?: null | components["schemas"]["OnvifDeviceView"];
            hasPtz?: null | boolean;
            hasEvents?: null | boolean;
            /** Format: double */
            clockOffsetSeconds?: null | number;
            profiles?: null | components["schemas"]["OnvifProfileView"][];
        };
        OnvifAudioView: {
            codec: string;
        };
        OnvifDeviceView: {
            manufacturer: string;
            model: string;
            firmware: string;
            serial: string;
        };
        OnvifProfileView: {
            token: string;
            name: string;
            /** Format: uri */
            streamUrl: null | string;
            /** Format: uri */
            snapshotUrl: null | string;
            hasPtz: boolean;
            video: null | components["schemas"]["OnvifVideoView"];
            audio: null | components["schemas"]["OnvifAudioView"];
        };
        OnvifRequest: {
            url: string;
            username?: null | string;
            password?: null | string;
            /** Format: uuid */
            deviceId?: string;
        };
        OnvifSearch: {
            /** Format: double */
            seconds?: null | number;
        };
        OnvifVideoView: {
            codec: string;
            /** Format: int32 */
            width: number;
            /** Format: int32 */
            height: number;
            /** Format: double */
            frameRate: null | number;
            /** Format: int64 */
            bitrate: null | number;
            /** Format: int32 */
            gop: null | number;
        };
        /** @description A part of a list. */
        PageOfCameraView: {
            /** @description The items. */
            items: components["schemas"]["CameraView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfLayoutView: {
            /** @description The items. */
            items: components["schemas"]["LayoutView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfStreamKeyView: {
            /** @description The items. */
            items: components["schemas"]["StreamKeyView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        Point: {
            /** Format: double */
            pan: number;
            /** Format: double */
            tilt: number;
            /** Format: double */
            zoom: number;
        };
        Position: {
            /** Format: double */
            pan: number;
            /** Format: double */
            tilt: number;
            /** Format: double */
            zoom: number;
        };
        Preset: {
            token: string;
            name: string;
        };
        ProbeAnswer: {
            ok?: boolean;
            cause?: null | string;
            message?: null | string;
            video?: null | components["schemas"]["ProbedVideo"];
            audio?: null | components["schemas"]["ProbedAudio"];
        };
        ProbeRequest: {
            url: string;
            username?: null | string;
            password?: null | string;
            /** Format: uuid */
            deviceId?: string;
            transport?: null | components["schemas"]["CameraTransport"];
            trust?: null | components["schemas"]["CameraTrust"];
        };
        ProbedAudio: {
            codec: string;
            /** Format: int32 */
            sampleRate: number;
            /** Format: int32 */
            channels: number;
        };
        ProbedVideo: {
            codec: string;
            /** Format: int32 */
            width: number;
            /** Format: int32 */
            height: number;
            /** Format: double */
            frameRate: null | number;
        };
        Problem: {
            type?: string;
            title: string;
            status: number;
            detail?: string;
            code: string;
            traceId?: string;
            errors?: {
                [key: string]: string[];
            };
        };
        ProblemDetails: {
            type?: null | string;
            title?: null | string;
            /** Format: int32 */
            status?: null | number;
            detail?: null | string;
            instance?: null | string;
        };
        Request: {
            name?: null | string;
            /**
             * Format: int32
             * @default 0
             */
            columns: number;
            tiles?: null | components["schemas"]["LayoutTile"][];
            /** @default false */
            shared: boolean;
        };
        /** @enum {unknown} */
        StreamChoice: "main" | "sub";
        StreamFigures: {
            choice: components["schemas"]["StreamChoice"];
            state: components["schemas"]["FeedState"];
            /** Format: date-time */
            since?: null | string;
            transport?: null | string;
            url: string;
            codec?: null | string;
            codecString?: null | string;
            /** Format: int32 */
            width?: null | number;
            /** Format: int32 */
            height?: null | number;
            /** Format: double */
            fps?: null | number;
            /** Format: int64 */
            bitrate?: null | number;
            /** Format: double */
            gopSeconds?: null | number;
            interlaced?: null | boolean;
            audio?: null | string;
            ignoredAudio?: null | string;
            /** Format: int64 */
            packets?: number;
            /** Format: int64 */
            lost?: number;
            /** Format: double */
            lossPercent?: null | number;
            /** Format: double */
            jitterMs?: null | number;
            /** Format: int64 */
            reordered?: number;
            /** Format: int64 */
            malformed?: number;
            /** Format: int64 */
            clockJumps?: number;
            /** Format: double */
            driftPpm?: null | number;
            /** Format: double */
            senderOffsetSeconds?: null | number;
            /** Format: int32 */
            reconnects?: number;
            /** Format: int64 */
            bytes?: number;
            /** Format: int32 */
            viewers?: number;
            sdp?: null | string;
        };
        StreamKeyView: {
            /** Format: uuid */
            id: string;
            name: string;
            username: string;
            cameraIds: null | unknown[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: null | string;
        };
        StreamView: {
            choice: components["schemas"]["StreamChoice"];
            state: components["schemas"]["FeedState"];
            cause?: null | components["schemas"]["FeedBreakCause"];
            codec?: null | string;
            /** Format: int32 */
            width?: null | number;
            /** Format: int32 */
            height?: null | number;
            /** Format: double */
            fps?: null | number;
            /** Format: int64 */
            bitrate?: null | number;
            /** Format: double */
            gopSeconds?: null | number;
            audio?: null | string;
            mime?: null | string;
        };
        Trouble: {
            /** Format: date-time */
            at: string;
            stream: components["schemas"]["StreamChoice"];
            cause: components["schemas"]["FeedBreakCause"];
            message: string;
        };
        View: {
            continuous: boolean;
            absolute: boolean;
            zoom: boolean;
            presets: components["schemas"]["Preset"][];
            position: null | components["schemas"]["Position"];
            moving: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListStreams: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfCameraView"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetStream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraView"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WatchLive: {
        parameters: {
            query?: {
                stream?: string;
                transcode?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetStill: {
        parameters: {
            query?: {
                stream?: string;
                width?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WatchStreamEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProbeCamera: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProbeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProbeAnswer"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListStreamKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfStreamKeyView"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CreateStreamKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStreamKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeStreamKey"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteStreamKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DiscoverOnvif: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifSearch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundCameras"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProbeOnvif: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnvifAnswer"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetPtz: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MoveCamera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Move"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StopCamera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PointCamera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Point"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GoToPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AddPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPreset"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedPreset"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RemovePreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetDiagnostics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiagnosticsView"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetTranscript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListLayouts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfLayoutView"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AddLayout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Request"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayoutView"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetLayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayoutView"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReplaceLayout: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Request"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayoutView"];
                };
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteLayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetLivePlaylists: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetLivePlaylist: {
        parameters: {
            query?: {
                _HLS_msn?: number;
                _HLS_part?: number;
            };
            header?: never;
            path: {
                id: string;
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetLiveInit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                stream: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetLiveSegment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                stream: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetLivePart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                stream: string;
                number: number;
                part: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: problem details (RFC 9457) with a stable `code`. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
