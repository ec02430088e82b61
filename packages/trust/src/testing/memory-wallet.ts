import type { CredentialStore, StoredCredential } from '../ports.ts'

/** A wallet in memory that shows what it holds. */
export function memoryWallet(): CredentialStore & { readonly all: StoredCredential[] } {
  const all: StoredCredential[] = []
  return {
    all,
    save: async (credential) => void all.push(credential),
    list: async (holder) => all.filter((credential) => credential.holder === holder),
  }
}
