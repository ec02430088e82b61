import type { Did } from '@lianshu/kernel'

/** The name that the kit gives itself wherever a participant is named. It is no DID, and it knows no tokens. */
export const kitParticipant = 'TCK_PARTICIPANT' as Did

/** The participant of ours that the kit talks to. */
export const pilotSlug = 'pilot'

/** The transfer format that the kit asks for. */
export const pullFormat = 'HttpData-PULL'
