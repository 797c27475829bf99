/**
 * Places, devices and things, by the names the console knows them by. They are generated from docs/openapi/inventory.json and
 * docs/openapi/sensing.json; what those cannot say is written here: texts they leave open, the ids that may be null, JSON Schema
 * and the frames of the live socket.
 */
import type { Narrowing, Refined } from './refined';
import type { components as Inventory, operations } from './schema/inventory';
import type { components as Sensing } from './schema/sensing';

/** An external property is a place outside the house: a yard, a street, a car park. */
export type Property = Inventory['schemas']['PropertyView'];
export type Owner = Inventory['schemas']['OwnerView'];
/** Only administrators give a property to somebody. */
export type NewProperty = Refined<
  Inventory['schemas']['AddPropertyRequest'],
  { name: string; address: string; timeZone: string; external?: boolean; ownerId?: string | null }
>;
export type Room = Inventory['schemas']['RoomView'];

/** A picture of a property's floor with devices on it; its size in pixels. */
export type FloorPlan = Inventory['schemas']['PlanView'];
/** A device's place as fractions of the picture, from its upper left corner. */
export type Placement = Inventory['schemas']['Placement'];

export type DeviceKind = NonNullable<Inventory['schemas']['DeviceKind']>;
/** Types the console does not know are kept as they come and shown by their name. */
export type Capability = Sensing['schemas']['DeviceCapability'];
export const deviceStatuses = ['online', 'not-responding', 'offline', 'unknown'] as const;
export type DeviceStatus = (typeof deviceStatuses)[number];

/** A device of any kind; one that is assigned nowhere has neither room nor property. Capabilities leave out what does not concern them. */
export type DeviceView = Refined<
  Inventory['schemas']['DeviceView'],
  { kind: DeviceKind; status: DeviceStatus; roomId: string | null; propertyId: string | null; capabilities: Capability[] }
>;

/** As they stand in the address of the page; `sort` is a field's name, with a minus before it for downwards. */
export type DeviceFilter = { [Field in keyof Narrowing<operations['ListDevices']>]: string };

/** How to get in where a thing asks who is there. */
export type ThingSecret = Pick<Sensing['schemas']['Request'], 'username' | 'password' | 'token'>;
export type NewThing = Refined<
  Inventory['schemas']['AddDeviceRequest'],
  {
    name: string;
    kind: 'thing';
    source: { url: string } & ThingSecret;
    thing: Pick<InspectedThing, 'id' | 'title' | 'capabilities'>;
    enabled?: boolean;
    recording?: boolean;
  }
>;

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
/** Where `schema`, the whole of what is declared, is missing, `type` has to do. */
export type ThingProperty = Refined<Sensing['schemas']['PropertyView'], { schema: DataSchema | null }>;
/** `input` is null of what takes nothing. */
export type ThingAction = Refined<Sensing['schemas']['ActionView'], { input: DataSchema | null }>;
export type ThingEvent = Sensing['schemas']['EventView'];
interface Affordances {
  properties: ThingProperty[];
  actions: ThingAction[];
}
/**
 * What was asked at an address has one, though not every thing has an id; `security` names schemes, `remarks` what is odd in the
 * description, and forgiven.
 */
export type InspectedThing = Refined<Sensing['schemas']['Inspection'], Affordances & { url: string }>;
export type FoundThing = Refined<Sensing['schemas']['FoundThing'], { found: 'dns-sd' | 'directory' }>;

/** `enabled` is what the thing itself says, `wanted` what somebody here asked for; the status is null before the first look. */
export type ThingState = Sensing['schemas']['ThingView'];
export type Thing = Refined<Sensing['schemas']['ThingDetail'], Affordances>;
export type Measurement = Sensing['schemas']['Measured'];

/** Text frames of a thing's live WebSocket. */
export type ThingMessage =
  | ({ type: 'status' } & Partial<Omit<ThingState, 'deviceId' | 'title'>>)
  | ({ type: 'measurement' } & Measurement)
  | { type: 'event'; name: string; data: unknown; at: string }
  | { type: 'property'; name: string; value: unknown; at: string };
