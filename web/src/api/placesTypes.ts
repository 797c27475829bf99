/**
 * Places, devices and things, by the names the console knows them by. Written by hand until docs/openapi/inventory.json and
 * docs/openapi/sensing.json tell them; the frames of the live socket stay here, as no document can say them.
 */
export interface Property {
  id: string;
  name: string;
  address: string;
  timeZone: string;
  /** A place outside the house: a yard, a street, a car park. */
  external: boolean;
  owner: Owner | null;
  rooms: number;
  devices: number;
  version: string;
}
export interface Owner {
  id: string;
  name: string;
}
export interface NewProperty {
  name: string;
  address: string;
  timeZone: string;
  external?: boolean;
  /** Only administrators give a property to somebody. */
  ownerId?: string | null;
}
export interface Room {
  id: string;
  propertyId: string;
  name: string;
}

/** A picture of a property's floor with devices on it. */
export interface FloorPlan {
  id: string;
  name: string;
  /** In pixels of the picture. */
  width: number;
  height: number;
  placements: Placement[];
}
/** A device's place as fractions of the picture, from its upper left corner. */
export interface Placement {
  deviceId: string;
  x: number;
  y: number;
}

export type DeviceKind = 'camera' | 'thing' | 'siren';
/** Unlike these, other types are kept as they come and shown by their name. */
export interface Capability {
  type: string;
  resolution?: string | null;
  measure?: string | null;
  unit?: string | null;
  intervalMilliseconds?: number | null;
}
export const deviceStatuses = ['online', 'not-responding', 'offline', 'unknown'] as const;
export type DeviceStatus = (typeof deviceStatuses)[number];

/** What every device has, a camera or not. */
export interface DeviceFacts {
  id: string;
  kind: DeviceKind;
  /** What the thing calls itself. */
  thingId: string | null;
  name: string;
  description: string | null;
  roomId: string | null;
  propertyId: string | null;
  roomName: string | null;
  propertyName: string | null;
  assigned: boolean;
  enabled: boolean;
  recording: boolean;
  status: DeviceStatus;
  statusSince: string | null;
  lastOnline: string | null;
  capabilities: Capability[];
  thing: { url: string; hasSecret: boolean } | null;
}

export interface DeviceFilter {
  kind?: string | undefined;
  capability?: string | undefined;
  propertyId?: string | undefined;
  roomId?: string | undefined;
  enabled?: string | undefined;
  recording?: string | undefined;
  assigned?: string | undefined;
  status?: string | undefined;
  search?: string | undefined;
  /** A field's name, with a minus before it for downwards. */
  sort?: string | undefined;
}

/** How to get in where a thing asks who is there. */
export interface ThingSecret {
  username?: string;
  password?: string;
  token?: string;
}
export interface NewThing {
  name: string;
  kind: 'thing';
  roomId?: string;
  description?: string;
  source: { url: string } & ThingSecret;
  thing: Pick<InspectedThing, 'id' | 'title' | 'capabilities'>;
}

/** What a value has to be, as a Thing Description says it (a part of JSON Schema). */
export interface DataSchema {
  type?: string | null;
  title?: string | null;
  description?: string | null;
  unit?: string | null;
  enum?: unknown[] | null;
  const?: unknown;
  minimum?: number | null;
  maximum?: number | null;
  minLength?: number | null;
  maxLength?: number | null;
  properties?: Record<string, DataSchema> | null;
  required?: string[] | null;
  readOnly?: boolean | null;
}
export interface ThingProperty {
  name: string;
  title: string | null;
  type: string | null;
  readOnly: boolean;
  writeOnly: boolean;
  observable: boolean;
  unit: string | null;
  /** The whole of what is declared; where it is missing, `type` has to do. */
  schema?: DataSchema | null;
}
export interface ThingAction {
  name: string;
  title: string | null;
  /** Null: takes nothing. Missing: not told. */
  input?: DataSchema | null;
}
export interface ThingEvent {
  name: string;
  title: string | null;
}
export interface InspectedThing {
  url: string;
  /** Not every thing has one. */
  id: string | null;
  title: string;
  description: string | null;
  properties: ThingProperty[];
  actions: ThingAction[];
  events: ThingEvent[];
  capabilities: Capability[];
  /** Names of security schemes. */
  security: string[];
  /** What is odd in its description, and forgiven. */
  remarks?: string[];
}
export interface FoundThing {
  url: string;
  title: string | null;
  id: string | null;
  found: 'dns-sd' | 'directory';
  federated: boolean;
}

export interface ThingState {
  deviceId: string;
  title: string;
  /** Null before the first look. */
  status: DeviceStatus | null;
  statusSince: string | null;
  lastOnline: string | null;
  /** As the thing itself says; null while it says nothing. */
  enabled: boolean | null;
  /** As somebody here asked for. */
  wanted: boolean;
  lastError: string | null;
}
export interface Thing extends ThingState, Omit<InspectedThing, 'url' | 'title'> {
  latest: Measurement[];
}
export interface Measurement {
  measure: string;
  unit: string;
  value: number;
  at: string;
}

/** Text frames of a thing's live WebSocket. */
export type ThingMessage =
  | ({ type: 'status' } & Partial<Omit<ThingState, 'deviceId' | 'title'>>)
  | ({ type: 'measurement' } & Measurement)
  | { type: 'event'; name: string; data: unknown; at: string }
  | { type: 'property'; name: string; value: unknown; at: string };
