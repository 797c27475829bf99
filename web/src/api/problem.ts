/** A refusal by the server (RFC 9457), or the absence of any answer. */
export class Problem extends Error {
  readonly status: number;
  /** Stable, kebab-case. `network` when no answer came, `timeout` when it came too late. */
  readonly code: string;
  readonly detail: string | undefined;
  /** Messages by field name, as the server calls the fields. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly retryAfterSeconds: number | undefined;
  readonly traceId: string | undefined;
  /** What the refusal says beyond the usual, such as how much is still inside. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(init: {
    status: number;
    code: string;
    detail?: string | undefined;
    fields?: Record<string, string[]>;
    retryAfterSeconds?: number | undefined;
    traceId?: string | undefined;
    more?: Record<string, unknown>;
  }) {
    super(init.detail ?? init.code);
    this.name = 'Problem';
    this.status = init.status;
    this.code = init.code;
    this.detail = init.detail;
    this.fields = init.fields ?? {};
    this.retryAfterSeconds = init.retryAfterSeconds;
    this.traceId = init.traceId;
    this.more = init.more ?? {};
  }

  static network(): Problem {
    return new Problem({ status: 0, code: 'network' });
  }

  static async fromResponse(response: Response): Promise<Problem> {
    let body: Record<string, unknown> = {};
    try {
      const parsed: unknown = await response.json();
      if (typeof parsed === 'object' && parsed !== null) body = parsed as Record<string, unknown>;
    } catch {
      // A proxy's page or an empty body: the status has to do.
    }
    const retryAfter = Number(response.headers.get('Retry-After'));
    return new Problem({
      status: response.status,
      code: typeof body.code === 'string' ? body.code : `http-${response.status}`,
      detail: text(body.detail) ?? text(body.title),
      fields: fieldErrors(body.errors),
      retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined,
      traceId: text(body.traceId),
      more: body,
    });
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldErrors(value: unknown): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return {};
  const fields: Record<string, string[]> = {};
  for (const [name, messages] of Object.entries(value as Record<string, unknown>)) {
    if (Array.isArray(messages)) fields[name] = messages.filter((m): m is string => typeof m === 'string');
    else if (typeof messages === 'string') fields[name] = [messages];
  }
  return fields;
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({ status: 0, code: 'unexpected', detail: error instanceof Error ? error.message : String(error) });
}
