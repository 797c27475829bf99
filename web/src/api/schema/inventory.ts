// Generated from docs/openapi/inventory.json by `npm run generate`; do not edit.

export interface paths {
    "/api/inventory/properties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListProperties"];
        put?: never;
        post: operations["AddProperty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/properties/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetProperty"];
        put?: never;
        post?: never;
        delete: operations["RemoveProperty"];
        options?: never;
        head?: never;
        patch: operations["ChangeProperty"];
        trace?: never;
    };
    "/api/inventory/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListRooms"];
        put?: never;
        post: operations["AddRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/rooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetRoom"];
        put?: never;
        post?: never;
        delete: operations["RemoveRoom"];
        options?: never;
        head?: never;
        patch: operations["ChangeRoom"];
        trace?: never;
    };
    "/api/inventory/properties/{id}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListPlans"];
        put?: never;
        post: operations["AddPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/plans/{id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ShowPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["RemovePlan"];
        options?: never;
        head?: never;
        patch: operations["ChangePlan"];
        trace?: never;
    };
    "/api/inventory/plans/{id}/placements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["PlaceDevices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListDevices"];
        put?: never;
        post: operations["AddDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/devices/actives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListActiveDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inventory/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetDevice"];
        put?: never;
        post?: never;
        delete: operations["RemoveDevice"];
        options?: never;
        head?: never;
        patch: operations["ChangeDevice"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AddDeviceRequest: {
            name?: null | string;
            /** Format: uuid */
            roomId?: string;
            kind?: null | components["schemas"]["DeviceKind"];
            description?: null | string;
            source?: null | components["schemas"]["AddDeviceSource"];
            thing?: null | components["schemas"]["InspectedThing"];
            /** @default true */
            enabled: boolean;
            /** @default true */
            recording: boolean;
        };
        AddDeviceSource: {
            url?: null | string;
            subUrl?: null | string;
            username?: null | string;
            password?: null | string;
            token?: null | string;
            transport?: components["schemas"]["CameraTransport"];
            roles?: null | components["schemas"]["CameraRoles"];
            trust?: null | components["schemas"]["TrustView"];
            onvif?: null | components["schemas"]["OnvifView"];
        };
        AddPropertyRequest: {
            name?: null | string;
            address?: null | string;
            timeZone?: null | string;
            /** @default false */
            external: boolean;
            /** Format: uuid */
            ownerId?: string;
        };
        AddRoomRequest: {
            /** Format: uuid */
            propertyId?: string;
            name?: null | string;
        };
        CameraRoles: {
            record: components["schemas"]["StreamChoice"];
            grid: components["schemas"]["StreamChoice"];
            detect: components["schemas"]["StreamChoice"];
        };
        /**
         * @default auto
         * @enum {unknown}
         */
        CameraTransport: "auto" | "tcp" | "udp" | "http";
        CapabilityFields: {
            type?: null | string;
            resolution?: null | string;
            measure?: null | string;
            unit?: null | string;
            /** Format: int32 */
            intervalMilliseconds?: null | number;
        };
        CapabilityView: {
            type: string;
            resolution: null | string;
            measure: null | string;
            unit: null | string;
            /** Format: int32 */
            intervalMilliseconds: null | number;
        };
        ChangeDeviceRequest: {
            name?: null | string;
            description?: null | string;
            /** Format: uuid */
            roomId?: string;
            enabled?: null | boolean;
            recording?: null | boolean;
            source?: null | components["schemas"]["ChangeDeviceSource"];
        };
        ChangeDeviceSource: {
            url?: null | string;
            subUrl?: null | string;
            username?: null | string;
            password?: null | string;
            token?: null | string;
            transport?: null | components["schemas"]["CameraTransport"];
            roles?: null | components["schemas"]["CameraRoles"];
            trust?: null | components["schemas"]["TrustView"];
            onvif?: null | components["schemas"]["OnvifView"];
        };
        ChangePlanRequest: {
            name?: null | string;
        };
        ChangePropertyRequest: {
            name?: null | string;
            address?: null | string;
            timeZone?: null | string;
            external?: null | boolean;
            /** Format: uuid */
            ownerId?: string;
        };
        ChangeRoomRequest: {
            name?: null | string;
        };
        CreatedViewOfDeviceId: {
            /**
             * Format: uuid
             * @description Identity of a device: a camera, a thing or a siren.
             */
            id: string;
        };
        CreatedViewOfGuid: {
            /** Format: uuid */
            id: string;
        };
        CreatedViewOfPropertyId: {
            /**
             * Format: uuid
             * @description Identity of a property: a building with an owner.
             */
            id: string;
        };
        CreatedViewOfRoomId: {
            /**
             * Format: uuid
             * @description Identity of a room of a property.
             */
            id: string;
        };
        /** @enum {unknown} */
        DeviceKind: "camera" | "thing" | "siren" | null;
        DevicePage: {
            items: components["schemas"]["DeviceView"][];
            next: null | string;
            /** Format: int32 */
            total: number;
        };
        DeviceSourceView: {
            url: string;
            subUrl: null | string;
            username: null | string;
            hasPassword: boolean;
            transport: components["schemas"]["CameraTransport"];
            roles: null | components["schemas"]["CameraRoles"];
            trust: null | components["schemas"]["TrustView"];
            onvif: null | components["schemas"]["OnvifView"];
        };
        DeviceView: {
            /**
             * Format: uuid
             * @description Identity of a device: a camera, a thing or a siren.
             */
            id: string;
            thingId: null | string;
            kind: components["schemas"]["DeviceKind"];
            name: string;
            description: string;
            /** Format: uuid */
            roomId: string;
            /** Format: uuid */
            propertyId: string;
            roomName: null | string;
            propertyName: null | string;
            assigned: boolean;
            enabled: boolean;
            recording: boolean;
            status: string;
            /** Format: date-time */
            statusSince: null | string;
            /** Format: date-time */
            lastOnline: null | string;
            capabilities: components["schemas"]["CapabilityView"][];
            source: null | components["schemas"]["DeviceSourceView"];
            thing: null | components["schemas"]["ThingView"];
            version: string;
            /** Format: date-time */
            createdAt: string;
        };
        InspectedThing: {
            id?: null | string;
            title?: null | string;
            capabilities?: null | components["schemas"]["CapabilityFields"][];
        };
        OnvifView: {
            url?: null | string;
            profile?: null | string;
        };
        OwnerView: {
            /**
             * Format: uuid
             * @description Identity of a user.
             */
            id: string;
            name: string;
        };
        /** @description A part of a list. */
        PageOfPlanView: {
            /** @description The items. */
            items: components["schemas"]["PlanView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfPropertyView: {
            /** @description The items. */
            items: components["schemas"]["PropertyView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        /** @description A part of a list. */
        PageOfRoomView: {
            /** @description The items. */
            items: components["schemas"]["RoomView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
        };
        PlaceDevicesRequest: {
            items?: null | components["schemas"]["PlacementFields"][];
        };
        Placement: {
            /**
             * Format: uuid
             * @description Identity of a device: a camera, a thing or a siren.
             */
            deviceId: string;
            /** Format: double */
            x: number;
            /** Format: double */
            y: number;
        };
        PlacementFields: {
            /** Format: uuid */
            deviceId?: string;
            /** Format: double */
            x?: null | number;
            /** Format: double */
            y?: null | number;
        };
        PlanView: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: int32 */
            width: number;
            /** Format: int32 */
            height: number;
            placements: components["schemas"]["Placement"][];
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
        PropertyView: {
            /**
             * Format: uuid
             * @description Identity of a property: a building with an owner.
             */
            id: string;
            name: string;
            address: string;
            timeZone: string;
            external: boolean;
            owner: null | components["schemas"]["OwnerView"];
            /** Format: int32 */
            rooms: number;
            /** Format: int32 */
            devices: number;
            version: string;
        };
        RoomView: {
            /**
             * Format: uuid
             * @description Identity of a room of a property.
             */
            id: string;
            /**
             * Format: uuid
             * @description Identity of a property: a building with an owner.
             */
            propertyId: string;
            name: string;
        };
        /** @enum {unknown} */
        StreamChoice: "main" | "sub";
        ThingView: {
            url: string;
            username: null | string;
            hasSecret: boolean;
        };
        TrustView: {
            pinnedSha256?: null | string;
            authorityPem?: null | string;
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
    ListProperties: {
        parameters: {
            query?: {
                search?: string;
                ownerId?: string;
                sort?: string;
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
                    "application/json": components["schemas"]["PageOfPropertyView"];
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
    AddProperty: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddPropertyRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedViewOfPropertyId"];
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
    GetProperty: {
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
                    "application/json": components["schemas"]["PropertyView"];
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
    RemoveProperty: {
        parameters: {
            query?: {
                contents?: string;
            };
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
    ChangeProperty: {
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
                "application/json": components["schemas"]["ChangePropertyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyView"];
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
    ListRooms: {
        parameters: {
            query?: {
                propertyId?: string;
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
                    "application/json": components["schemas"]["PageOfRoomView"];
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
    AddRoom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddRoomRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedViewOfRoomId"];
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
    GetRoom: {
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
                    "application/json": components["schemas"]["RoomView"];
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
    RemoveRoom: {
        parameters: {
            query?: {
                contents?: string;
            };
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
    ChangeRoom: {
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
                "application/json": components["schemas"]["ChangeRoomRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomView"];
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
    ListPlans: {
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
                    "application/json": components["schemas"]["PageOfPlanView"];
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
    AddPlan: {
        parameters: {
            query?: {
                name?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/png": string;
                "image/jpeg": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedViewOfGuid"];
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
    ShowPlan: {
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
    RemovePlan: {
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
    ChangePlan: {
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
                "application/json": components["schemas"]["ChangePlanRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
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
    PlaceDevices: {
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
                "application/json": components["schemas"]["PlaceDevicesRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
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
    ListDevices: {
        parameters: {
            query?: {
                kind?: string;
                capability?: string;
                propertyId?: string;
                roomId?: string;
                enabled?: boolean;
                recording?: boolean;
                assigned?: boolean;
                status?: string;
                search?: string;
                sort?: string;
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
                    "application/json": components["schemas"]["DevicePage"];
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
    AddDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddDeviceRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedViewOfDeviceId"];
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
    ListActiveDevices: {
        parameters: {
            query?: {
                kind?: string;
                capability?: string;
                propertyId?: string;
                roomId?: string;
                enabled?: boolean;
                recording?: boolean;
                assigned?: boolean;
                status?: string;
                search?: string;
                sort?: string;
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
                    "application/json": components["schemas"]["DevicePage"];
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
    GetDevice: {
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
                    "application/json": components["schemas"]["DeviceView"];
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
    RemoveDevice: {
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
    ChangeDevice: {
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
                "application/json": components["schemas"]["ChangeDeviceRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceView"];
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
}
