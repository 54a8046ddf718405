/** The kinds of endpoints that a replication group can have. */
export type EndpointKind = 'primary' | 'reader' | 'configuration';
