// Generated from docs/openapi/recording.json by `npm run generate`; do not edit.

export interface paths {
    "/api/recording/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListRecordingCameras"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetRecordingCamera"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/archive/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetArchiveSettings"];
        put: operations["ReplaceArchiveSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/archive/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["TestArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/archive/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListArchiveDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/archive/dead-letters/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RetryArchiveDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetRecordingSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["EditRecordingSettings"];
        trace?: never;
    };
    "/api/recording/volumes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListRecordingVolumes"];
        put?: never;
        post: operations["AddRecordingVolume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/volumes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["DetachRecordingVolume"];
        options?: never;
        head?: never;
        patch: operations["EditRecordingVolume"];
        trace?: never;
    };
    "/api/recording/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListRecordingAlarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/footage-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListFootageKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCameraPolicy"];
        put: operations["EditCameraPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/retention/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListRetentionTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListHolds"];
        put?: never;
        post: operations["PlaceHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["ChangeHold"];
        trace?: never;
    };
    "/api/recording/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ReleaseHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetRecordingForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/footage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["DeleteFootage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListSegments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListMarks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RaiseRecordingEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCameraCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/coverage.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCoverageCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/scrub": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetScrub"];
        put?: never;
        post: operations["StartScrub"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/playlist.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetPlaylist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/segments/{segmentId}.mp4": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetSegmentFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/snapshot.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/cameras/{id}/export.mp4": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ExportRange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListExports"];
        put?: never;
        post: operations["CreateExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetExport"];
        put?: never;
        post?: never;
        delete: operations["DeleteExport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/exports/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DownloadExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/evidence/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListEvidenceKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/evidence/keys/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RotateEvidenceKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/evidence/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListEvidenceCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/clips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListClips"];
        put?: never;
        post: operations["CreateClip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/clips/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetClip"];
        put?: never;
        post?: never;
        delete: operations["DeleteClip"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/clips/{id}/files/{cameraId}.mp4": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DownloadClip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/clips/{id}/snapshot.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetClipSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/clips/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ShareClip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recording/shared/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpenSharedClip"];
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
        AddedVolume: {
            /** Format: uuid */
            id: string;
        };
        Alarm: {
            code: string;
            subject: string;
            severity: components["schemas"]["AlarmSeverity"];
            text: string;
            /** Format: date-time */
            since: string;
        };
        AlarmList: {
            items: components["schemas"]["Alarm"][];
        };
        /** @enum {unknown} */
        AlarmSeverity: "warning" | "serious";
        /** @enum {unknown} */
        ArchiveCause: "unreachable" | "wrong-credentials" | "no-bucket" | "full" | "slow" | "server-error" | "checksum" | "file-gone" | null;
        /** @enum {unknown} */
        ArchiveChoice: "all" | "events" | "none";
        /** @enum {unknown} */
        ArchiveKind: "none" | "folder" | "s3";
        ArchiveQueueView: {
            /** Format: int64 */
            segments: number;
            /** Format: int64 */
            bytes: number;
            /** Format: int64 */
            eventSegments: number;
        };
        ArchiveSettingsView: {
            kind: components["schemas"]["ArchiveKind"];
            path?: null | string;
            endpoint?: null | string;
            bucket?: null | string;
            prefix?: null | string;
            region?: null | string;
            accessKey?: null | string;
            hasSecret: boolean;
            pathStyle: boolean;
            /** Format: int64 */
            bytesPerSecondLimit?: null | number;
            /** Format: int32 */
            objectLockDays?: null | number;
        };
        /** @enum {unknown} */
        ArchiveState: "off" | "healthy" | "waiting" | "failing";
        ArchiveTestResult: {
            ok: boolean;
            cause: null | components["schemas"]["ArchiveCause"];
            message: string;
        };
        ArchiveView: {
            kind: components["schemas"]["ArchiveKind"];
            target: string;
            state: components["schemas"]["ArchiveState"];
            detail: null | string;
            queue: components["schemas"]["ArchiveQueueView"];
            /** Format: int64 */
            bytesPerSecond: number;
            /** Format: int64 */
            archivedSegments: number;
            /** Format: int64 */
            archivedBytes: number;
            /** Format: int64 */
            deadLetters: number;
            objectLock: null | boolean;
        };
        CameraCoverageView: {
            timeZone: string;
            days: components["schemas"]["CoverageDayView"][];
        };
        CameraOutlook: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId: string;
            /** Format: int64 */
            bytesPerDay: number;
            /** Format: double */
            keepsDays?: null | number;
            /** Format: double */
            minDays: number;
            keepsMinimum: boolean;
        };
        CameraPolicy: {
            mode?: components["schemas"]["RecordingMode"];
            /** Format: int32 */
            preRollSeconds?: number;
            /** Format: int32 */
            postRollSeconds?: number;
            template?: null | string;
            continuous?: components["schemas"]["KeepingTime"];
            motion?: components["schemas"]["KeepingTime"];
            incident?: components["schemas"]["KeepingTime"];
            /** Format: int32 */
            priority?: number;
            archive?: components["schemas"]["ArchiveChoice"];
        };
        CheckpointView: {
            /** Format: int64 */
            sequence: number;
            /** Format: date-time */
            at: string;
            root: string;
            keyId: string;
            /** Format: int32 */
            segments: number;
        };
        ClipFile: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId: string;
            name: string;
            /** Format: int64 */
            bytes: number;
            sha256: string;
        };
        /** @enum {unknown} */
        ClipState: "waiting" | "pending" | "running" | "ready" | "failed";
        ClipView: {
            /** Format: uuid */
            id: string;
            state: components["schemas"]["ClipState"];
            /** Format: double */
            progress: number;
            cameraIds: unknown[];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            reason: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            files: components["schemas"]["ClipFile"][];
            gaps: components["schemas"]["ExportGap"][];
            hasSnapshot: boolean;
            error?: null | string;
        };
        CoverageDayView: {
            /** Format: date */
            day: string;
            /** Format: double */
            seconds: number;
            /** Format: double */
            wantedSeconds: number;
            /** Format: double */
            recordedSeconds: number;
            /** Format: double */
            outsideSeconds: number;
            /** Format: double */
            ratio?: null | number;
            gaps: components["schemas"]["CoverageGapView"][];
        };
        CoverageGapView: {
            cause: components["schemas"]["GapCause"];
            /** Format: double */
            seconds: number;
            /** Format: int32 */
            count: number;
        };
        CreatedClip: {
            /** Format: uuid */
            id: string;
        };
        CreatedClipLink: {
            url: string;
            /** Format: date-time */
            expiresAt: string;
        };
        CreatedExport: {
            /** Format: uuid */
            id: string;
        };
        CreatedMark: {
            /** Format: uuid */
            id: string;
        };
        CurrentGap: {
            /** Format: date-time */
            start: string;
            cause: components["schemas"]["GapCause"];
            detail: string;
        };
        DamageView: {
            /** Format: uuid */
            segmentId: null | string;
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId: string;
            /** Format: date-time */
            start: string;
            path: string;
            problem: string;
        };
        DeadLetter: {
            /** Format: uuid */
            segmentId?: string;
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId?: string;
            /** Format: date-time */
            start?: string;
            /** Format: int64 */
            bytes?: number;
            /** Format: int32 */
            tries?: number;
            cause?: string;
            detail?: string;
            /** Format: date-time */
            failedAt?: string;
        };
        DeadLetterRetry: {
            segmentIds?: null | string[];
            all?: null | boolean;
        };
        DeletedFootage: {
            /** Format: int32 */
            segments: number;
            /** Format: int64 */
            bytes: number;
        };
        EvidenceKeyList: {
            items: components["schemas"]["EvidenceKeyView"][];
        };
        EvidenceKeyView: {
            id: string;
            algorithm: string;
            publicKeyPem: string;
            fingerprint: string;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until?: null | string;
        };
        ExportFile: {
            name: string;
            /** Format: int64 */
            bytes: number;
            sha256: string;
        };
        ExportGap: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId: string;
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            cause: string;
        };
        /** @enum {unknown} */
        ExportState: "pending" | "running" | "ready" | "failed";
        ExportView: {
            /** Format: uuid */
            id: string;
            state: components["schemas"]["ExportState"];
            /** Format: double */
            progress: number;
            cameraIds: unknown[];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            reason: string;
            sealed: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: int64 */
            bytes?: null | number;
            files: components["schemas"]["ExportFile"][];
            gaps: components["schemas"]["ExportGap"][];
            error?: null | string;
        };
        FleetCameraView: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId: string;
            name: string;
            days: components["schemas"]["CoverageDayView"][];
        };
        FleetCoverageView: {
            timeZone: string;
            cameras: components["schemas"]["FleetCameraView"][];
        };
        FootageClass: string;
        ForecastView: {
            volumes: components["schemas"]["VolumeOutlook"][];
            cameras: components["schemas"]["CameraOutlook"][];
        };
        /** @enum {unknown} */
        GapCause: "camera-unreachable" | "camera-refused" | "wrong-password" | "no-such-path" | "no-video" | "unsupported-codec" | "camera-stalled" | "camera-closed" | "no-key-frame" | "stream-malformed" | "untrusted-certificate" | "disk-full" | "disk-failed" | "disk-slow" | "switched-off" | "no-event" | "node-down" | "clock-step" | "starting" | "unexplained";
        GapView: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end?: null | string;
            cause: components["schemas"]["GapCause"];
            detail: string;
        };
        HoldChange: {
            reason?: null | string;
            /** Format: date-time */
            expiresAt?: null | string;
        };
        HoldRelease: {
            reason: string;
        };
        /** @enum {unknown} */
        HoldState: "active" | "released" | "expired";
        HoldView: {
            /** Format: uuid */
            id: string;
            cameraIds: unknown[];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            reason: string;
            owner: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: null | string;
            state: components["schemas"]["HoldState"];
            /** Format: date-time */
            releasedAt?: null | string;
            releasedBy?: null | string;
            releaseReason?: null | string;
            /** Format: int64 */
            bytes: number;
        };
        KeepingTime: {
            /** Format: double */
            minDays: number;
            /** Format: double */
            maxDays?: null | number;
        };
        KnownKey: {
            /** Format: uuid */
            keyId: string;
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId: string;
            /** Format: date */
            day: string;
            /** Format: date-time */
            destroyedAt: null | string;
        };
        LastSegment: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            /** Format: int64 */
            bytes: number;
        };
        MarkView: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            class: components["schemas"]["FootageClass"];
            reason: string;
        };
        NewArchiveSettings: {
            kind: components["schemas"]["ArchiveKind"];
            path?: null | string;
            endpoint?: null | string;
            bucket?: null | string;
            prefix?: null | string;
            region?: null | string;
            accessKey?: null | string;
            secretKey?: null | string;
            pathStyle?: null | boolean;
            /** Format: int64 */
            bytesPerSecondLimit?: null | number;
            /** Format: int32 */
            objectLockDays?: null | number;
            abandon?: null | boolean;
        };
        NewClip: {
            cameraIds: unknown[];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            reason?: null | string;
        };
        NewClipLink: {
            /** Format: int32 */
            minutes?: number;
            /** Format: uuid */
            cameraId?: string;
        };
        NewEvent: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            cameraId: string;
            /** Format: date-time */
            at?: null | string;
            class: components["schemas"]["FootageClass"];
            /** Format: double */
            beforeSeconds?: null | number;
            /** Format: double */
            afterSeconds?: null | number;
            reason: string;
        };
        NewExport: {
            cameraIds: unknown[];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            reason?: null | string;
            sealed?: boolean;
        };
        NewHold: {
            cameraIds: unknown[];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            reason: string;
            /** Format: date-time */
            expiresAt?: null | string;
        };
        NewVolume: {
            name: string;
            path: string;
            role?: components["schemas"]["VolumeRole"];
            /** Format: int64 */
            budgetBytes?: null | number;
            /** Format: int64 */
            reserveBytes?: null | number;
            adopt?: boolean;
            allowBootDisk?: boolean;
        };
        /** @description A part of a list. */
        PageOfCheckpointView: {
            /** @description The items. */
            items: components["schemas"]["CheckpointView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfClipView: {
            /** @description The items. */
            items: components["schemas"]["ClipView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfDeadLetter: {
            /** @description The items. */
            items: components["schemas"]["DeadLetter"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfExportView: {
            /** @description The items. */
            items: components["schemas"]["ExportView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfGapView: {
            /** @description The items. */
            items: components["schemas"]["GapView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfHoldView: {
            /** @description The items. */
            items: components["schemas"]["HoldView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfKnownKey: {
            /** @description The items. */
            items: components["schemas"]["KnownKey"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfMarkView: {
            /** @description The items. */
            items: components["schemas"]["MarkView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfRecordingCamera: {
            /** @description The items. */
            items: components["schemas"]["RecordingCamera"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfSegmentView: {
            /** @description The items. */
            items: components["schemas"]["SegmentView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        PlacedHold: {
            /** Format: uuid */
            id: string;
        };
        PolicyChange: {
            mode?: null | components["schemas"]["RecordingMode"];
            /** Format: int32 */
            preRollSeconds?: null | number;
            /** Format: int32 */
            postRollSeconds?: null | number;
            template?: null | string;
            continuous?: null | components["schemas"]["KeepingTime"];
            motion?: null | components["schemas"]["KeepingTime"];
            incident?: null | components["schemas"]["KeepingTime"];
            /** Format: int32 */
            priority?: null | number;
            archive?: null | components["schemas"]["ArchiveChoice"];
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
        RecordedRange: {
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
        };
        RecordingCamera: {
            /**
             * Format: uuid
             * @description Identity of a camera: the same UUID as its DeviceId, used wherever pictures flow.
             */
            id: string;
            recording: boolean;
            wanted: boolean;
            lastSegment?: null | components["schemas"]["LastSegment"];
            /** Format: double */
            coverageToday?: null | number;
            /** Format: date-time */
            oldest?: null | string;
            /** Format: int64 */
            bytes?: null | number;
            currentGap?: null | components["schemas"]["CurrentGap"];
        };
        /** @enum {unknown} */
        RecordingMode: "continuous" | "events";
        RetentionTemplate: {
            code: string;
            continuous: components["schemas"]["KeepingTime"];
            motion: components["schemas"]["KeepingTime"];
            incident: components["schemas"]["KeepingTime"];
        };
        RotatedKey: {
            id: string;
        };
        ScrubView: {
            running: boolean;
            /** Format: double */
            progress: number;
            /** Format: date-time */
            startedAt?: null | string;
            /** Format: date-time */
            finishedAt?: null | string;
            /** Format: int64 */
            checked: number;
            /** Format: int64 */
            bytes: number;
            skipped: string[];
            damaged: components["schemas"]["DamageView"][];
        };
        SegmentView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            run: string;
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            /** Format: double */
            durationSeconds: number;
            /** Format: int64 */
            bytes: number;
            sha256?: null | string;
            codec: string;
            audioCodec?: null | string;
            /** Format: int32 */
            width: number;
            /** Format: int32 */
            height: number;
            /** Format: int64 */
            sequence: number;
        };
        SettingsChange: {
            /** Format: int32 */
            segmentSeconds?: null | number;
            /** Format: int32 */
            fragmentMilliseconds?: null | number;
            /** Format: int64 */
            budgetBytes?: null | number;
            /** Format: int64 */
            reserveBytes?: null | number;
            encryptFootage?: null | boolean;
            defaultTemplate?: null | string;
            /** Format: int32 */
            commitMilliseconds?: null | number;
        };
        SettingsView: {
            /** Format: int32 */
            segmentSeconds: number;
            /** Format: int32 */
            fragmentMilliseconds: number;
            /** Format: int64 */
            budgetBytes: number;
            /** Format: int64 */
            reserveBytes: number;
            encryptFootage: boolean;
            defaultTemplate: string;
            /** Format: int32 */
            commitMilliseconds: number;
        };
        TemplateList: {
            items: components["schemas"]["RetentionTemplate"][];
        };
        TimelineGap: {
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            cause: components["schemas"]["GapCause"];
            detail: string;
        };
        TimelineView: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            ranges: components["schemas"]["RecordedRange"][];
            gaps: components["schemas"]["TimelineGap"][];
            /** Format: double */
            coverage: number;
        };
        VolumeChange: {
            name?: null | string;
            role?: null | components["schemas"]["VolumeRole"];
            /** Format: int64 */
            budgetBytes?: null | number;
            /** Format: int64 */
            reserveBytes?: null | number;
        };
        VolumeOutlook: {
            /** Format: uuid */
            id: string;
            /** Format: double */
            fullInDays?: null | number;
            /** Format: int64 */
            budgetBytes: number;
            /** Format: int64 */
            usedBytes: number;
            /** Format: int64 */
            heldBytes: number;
        };
        /** @enum {unknown} */
        VolumeRole: "normal" | "standby";
        /** @enum {unknown} */
        VolumeState: "online" | "missing" | "foreign" | "read-only" | "failed" | "stalled" | "full" | "detached";
        VolumeView: {
            /** Format: uuid */
            id: string;
            name: string;
            path: string;
            role: components["schemas"]["VolumeRole"];
            state: components["schemas"]["VolumeState"];
            /** Format: date-time */
            stateSince: string;
            detail?: null | string;
            /** Format: int64 */
            budgetBytes: number;
            /** Format: int64 */
            setBudgetBytes?: null | number;
            /** Format: int64 */
            setReserveBytes?: null | number;
            /** Format: int64 */
            usedBytes: number;
            /** Format: int64 */
            totalBytes: number;
            /** Format: int64 */
            freeBytes: number;
            /** Format: int32 */
            cameras: number;
            /** Format: int64 */
            heldBytes: number;
            /** Format: double */
            forecastDays?: null | number;
        };
        VolumeViews: {
            items: components["schemas"]["VolumeView"][];
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
    ListRecordingCameras: {
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
                content: {
                    "application/json": components["schemas"]["PageOfRecordingCamera"];
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
    GetRecordingCamera: {
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
                    "application/json": components["schemas"]["RecordingCamera"];
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
    GetArchive: {
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
                content: {
                    "application/json": components["schemas"]["ArchiveView"];
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
    GetArchiveSettings: {
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
                content: {
                    "application/json": components["schemas"]["ArchiveSettingsView"];
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
    ReplaceArchiveSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewArchiveSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveSettingsView"];
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
    TestArchive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewArchiveSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveTestResult"];
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
    ListArchiveDeadLetters: {
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
                    "application/json": components["schemas"]["PageOfDeadLetter"];
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
    RetryArchiveDeadLetters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeadLetterRetry"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
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
    GetRecordingSettings: {
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
                content: {
                    "application/json": components["schemas"]["SettingsView"];
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
    EditRecordingSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
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
    ListRecordingVolumes: {
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
                content: {
                    "application/json": components["schemas"]["VolumeViews"];
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
    AddRecordingVolume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVolume"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedVolume"];
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
    DetachRecordingVolume: {
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
    EditRecordingVolume: {
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
                "application/json": components["schemas"]["VolumeChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolumeView"];
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
    ListRecordingAlarms: {
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
                content: {
                    "application/json": components["schemas"]["AlarmList"];
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
    ListFootageKeys: {
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
                    "application/json": components["schemas"]["PageOfKnownKey"];
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
    GetCameraPolicy: {
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
                    "application/json": components["schemas"]["CameraPolicy"];
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
    EditCameraPolicy: {
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
                "application/json": components["schemas"]["PolicyChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraPolicy"];
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
    ListRetentionTemplates: {
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
                content: {
                    "application/json": components["schemas"]["TemplateList"];
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
    ListHolds: {
        parameters: {
            query?: {
                state?: string;
                cameraId?: string;
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
                    "application/json": components["schemas"]["PageOfHoldView"];
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
    PlaceHold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHold"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedHold"];
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
    GetHold: {
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
                    "application/json": components["schemas"]["HoldView"];
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
    ChangeHold: {
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
                "application/json": components["schemas"]["HoldChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
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
    ReleaseHold: {
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
                "application/json": components["schemas"]["HoldRelease"];
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
    GetRecordingForecast: {
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
                content: {
                    "application/json": components["schemas"]["ForecastView"];
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
    DeleteFootage: {
        parameters: {
            query: {
                from: string;
                to: string;
                reason: string;
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
                content: {
                    "application/json": components["schemas"]["DeletedFootage"];
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
    ListSegments: {
        parameters: {
            query?: {
                from?: null | string;
                to?: null | string;
                limit?: number;
                cursor?: string;
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
                content: {
                    "application/json": components["schemas"]["PageOfSegmentView"];
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
    ListGaps: {
        parameters: {
            query?: {
                from?: null | string;
                to?: null | string;
                limit?: number;
                cursor?: string;
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
                content: {
                    "application/json": components["schemas"]["PageOfGapView"];
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
    ListMarks: {
        parameters: {
            query?: {
                from?: null | string;
                to?: null | string;
                limit?: number;
                cursor?: string;
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
                content: {
                    "application/json": components["schemas"]["PageOfMarkView"];
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
    RaiseRecordingEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvent"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedMark"];
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
    GetTimeline: {
        parameters: {
            query?: {
                from?: null | string;
                to?: null | string;
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
                content: {
                    "application/json": components["schemas"]["TimelineView"];
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
    GetCameraCoverage: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                timeZone?: string;
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
                content: {
                    "application/json": components["schemas"]["CameraCoverageView"];
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
    GetCoverage: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                timeZone?: string;
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
                    "application/json": components["schemas"]["FleetCoverageView"];
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
    GetCoverageCsv: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                timeZone?: string;
                cameraIds?: string;
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
    GetScrub: {
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
                content: {
                    "application/json": components["schemas"]["ScrubView"];
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
    StartScrub: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScrubView"];
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
    GetPlaylist: {
        parameters: {
            query: {
                from: string;
                to: string;
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
    GetSegmentFile: {
        parameters: {
            query?: {
                original?: boolean;
            };
            header?: never;
            path: {
                id: string;
                segmentId: string;
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
            /** @description Partial Content */
            206: {
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
    GetSnapshot: {
        parameters: {
            query?: {
                at?: null | string;
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
    ExportRange: {
        parameters: {
            query: {
                from: string;
                to: string;
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
    ListExports: {
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
                    "application/json": components["schemas"]["PageOfExportView"];
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
    CreateExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExport"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedExport"];
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
    GetExport: {
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
                    "application/json": components["schemas"]["ExportView"];
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
    DeleteExport: {
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
    DownloadExport: {
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
    ListEvidenceKeys: {
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
                content: {
                    "application/json": components["schemas"]["EvidenceKeyList"];
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
    RotateEvidenceKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedKey"];
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
    ListEvidenceCheckpoints: {
        parameters: {
            query?: {
                from?: null | string;
                to?: null | string;
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
                    "application/json": components["schemas"]["PageOfCheckpointView"];
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
    ListClips: {
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
                    "application/json": components["schemas"]["PageOfClipView"];
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
    CreateClip: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClip"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedClip"];
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
    GetClip: {
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
                    "application/json": components["schemas"]["ClipView"];
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
    DeleteClip: {
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
    DownloadClip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                cameraId: string;
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
    GetClipSnapshot: {
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
    ShareClip: {
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
                "application/json": components["schemas"]["NewClipLink"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedClipLink"];
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
    OpenSharedClip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
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
