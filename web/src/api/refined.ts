/** A shape of the server's with some fields told more exactly than its document can: unions of texts, ids that may be null. */
export type Refined<Shape, Fields extends { [Field in keyof Fields]: Field extends keyof Shape ? unknown : never }> = Omit<Shape, keyof Fields> & Fields;

/** What a list is narrowed by; where it begins and how long it is are told apart. */
export type Narrowing<Operation extends { parameters: { query?: object } }> = Omit<NonNullable<Operation['parameters']['query']>, 'limit' | 'cursor'>;
