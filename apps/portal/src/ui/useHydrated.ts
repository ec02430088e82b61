import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False in the HTML of the server and until scripts run: what needs them must not look ready before. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
