// Generated from docs/openapi/audit.json by `npm run generate`; do not edit.

export interface paths {
    "/api/audit/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/actions.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ExportActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["VerifyActions"];
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
        ActionView: {
            /** Format: int64 */
            sequence: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            action: string;
            actor: string;
            actorName?: null | string;
            /** Format: uuid */
            target?: null | string;
            detail: string;
            address?: null | string;
            failed: boolean;
            hash: string;
        };
        ChainView: {
            valid: boolean;
            /** Format: int64 */
            count: number;
            /** Format: int64 */
            brokenAt: null | number;
            head: string;
        };
        /** @description A part of a list. */
        PageOfActionView: {
            /** @description The items. */
            items: components["schemas"]["ActionView"][];
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListActions: {
        parameters: {
            query?: {
                Actor?: string;
                Action?: string;
                Entity?: string;
                Target?: string;
                Result?: string;
                Search?: string;
                From?: null | string;
                To?: null | string;
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
                    "application/json": components["schemas"]["PageOfActionView"];
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
    ExportActions: {
        parameters: {
            query?: {
                Actor?: string;
                Action?: string;
                Entity?: string;
                Target?: string;
                Result?: string;
                Search?: string;
                From?: null | string;
                To?: null | string;
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
    VerifyActions: {
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
                    "application/json": components["schemas"]["ChainView"];
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
