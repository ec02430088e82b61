/** Namespace of the Catena-X policy profile, release 2025/9. */
export const catenaX = 'https://w3id.org/catenax/2025/9/policy/'
/** The namespace before that release; its operands mean the same. */
export const catenaXBefore = 'https://w3id.org/catenax/policy/'
/** Profiles whose terms these are. */
export const catenaXProfiles = [`${catenaXBefore}profile2405`, `${catenaX}profile`]
