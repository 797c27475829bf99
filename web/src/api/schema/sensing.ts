// Generated from docs/openapi/sensing.json by `npm run generate`; do not edit.

export interface paths {
    "/api/sensing/things/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["InspectThing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sensing/things/discover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["DiscoverThings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sensing/things": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListThings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sensing/things/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetThing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sensing/things/{id}/properties/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ReadThingProperty"];
        put: operations["WriteThingProperty"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sensing/things/{id}/actions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["InvokeThingAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sensing/things/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WatchThing"];
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
        ActionReply: {
            output: null | components["schemas"]["JsonElement"];
        };
        ActionView: {
            name: string;
            title: null | string;
            input: null | components["schemas"]["JsonElement"];
        };
        DeviceCapability: {
            type: string;
            resolution?: null | string;
            measure?: null | string;
            unit?: null | string;
            /** Format: int32 */
            intervalMilliseconds?: null | number;
        };
        /** @enum {unknown} */
        DeviceStatus: "online" | "not-responding" | "offline" | null;
        EventView: {
            name: string;
            title: null | string;
        };
        FoundThing: {
            /** Format: uri */
            url: string;
            title: null | string;
            id: null | string;
            found: string;
            federated: boolean;
        };
        FoundThings: {
            items: components["schemas"]["FoundThing"][];
        };
        Inspection: {
            /** Format: uri */
            url: null | string;
            id: null | string;
            title: string;
            description: null | string;
            properties: components["schemas"]["PropertyView"][];
            actions: components["schemas"]["ActionView"][];
            events: components["schemas"]["EventView"][];
            capabilities: components["schemas"]["DeviceCapability"][];
            security: string[];
            remarks: string[];
        };
        JsonElement: unknown;
        Measured: {
            measure: string;
            unit: string;
            /** Format: double */
            value: number;
            /** Format: date-time */
            at: string;
        };
        NewValue: {
            value: components["schemas"]["JsonElement"];
        };
        Order: {
            input?: unknown;
        };
        /** @description A part of a list. */
        PageOfThingView: {
            /** @description The items. */
            items: components["schemas"]["ThingView"][];
            /** @description The cursor of the next part; `null` at the end. */
            next: null | string;
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
            name: string;
            title: null | string;
            type: null | string;
            readOnly: boolean;
            writeOnly: boolean;
            observable: boolean;
            unit: null | string;
            schema: null | components["schemas"]["JsonElement"];
        };
        Request: {
            address: string;
            username?: null | string;
            password?: null | string;
            token?: null | string;
        };
        Search: {
            /** Format: double */
            seconds?: null | number;
            /** Format: uri */
            directory?: null | string;
        };
        ThingDetail: {
            /**
             * Format: uuid
             * @description Identity of a device: a camera, a thing or a siren.
             */
            deviceId: string;
            title: string;
            status: null | components["schemas"]["DeviceStatus"];
            /** Format: date-time */
            statusSince: null | string;
            /** Format: date-time */
            lastOnline: null | string;
            enabled: null | boolean;
            wanted: boolean;
            lastError: null | string;
            id: null | string;
            description: null | string;
            properties: components["schemas"]["PropertyView"][];
            actions: components["schemas"]["ActionView"][];
            events: components["schemas"]["EventView"][];
            capabilities: components["schemas"]["DeviceCapability"][];
            security: string[];
            latest: components["schemas"]["Measured"][];
            /** Format: int64 */
            leftOut: number;
        };
        ThingView: {
            /**
             * Format: uuid
             * @description Identity of a device: a camera, a thing or a siren.
             */
            deviceId: string;
            title: string;
            status: null | components["schemas"]["DeviceStatus"];
            /** Format: date-time */
            statusSince: null | string;
            /** Format: date-time */
            lastOnline: null | string;
            enabled: null | boolean;
            wanted: boolean;
            lastError: null | string;
        };
        ValueReply: {
            value: components["schemas"]["JsonElement"];
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
    InspectThing: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
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
    DiscoverThings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Search"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundThings"];
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
    ListThings: {
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
                    "application/json": components["schemas"]["PageOfThingView"];
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
    GetThing: {
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
                    "application/json": components["schemas"]["ThingDetail"];
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
    ReadThingProperty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
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
                    "application/json": components["schemas"]["ValueReply"];
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
    WriteThingProperty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewValue"];
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
    InvokeThingAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["Order"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionReply"];
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
    WatchThing: {
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
}
