import { unwrap } from '@lianshu/kernel'
import { membershipScope, membershipType } from '@lianshu/protocol/dcp'
import { acceptCredential } from '../credentials/accept-credential.ts'
import type { ParticipantKeys } from '../keys/participant-keys.ts'
import type { MembershipVerifierDeps } from '../presentations/membership-verifier.ts'
import { issueSelfIssuedToken } from '../tokens/issue-token.ts'
import { verifySelfIssuedToken } from '../tokens/verify-token.ts'
import { answerPresentationQuery } from '../wallet/answer-query.ts'
import { toStored } from '../wallet/stored-credential.ts'
import { dcpWalletRules } from '../wallet/wallet-rules.ts'
import { fakeSpace } from './fake-space.ts'
import { issueMembershipCredential } from './issue-membership.ts'
import { memoryWallet } from './memory-wallet.ts'

type Issue = Parameters<typeof issueMembershipCredential>[1]

/** A broker who vouches, an owner with a wallet that answers, and a trainer who asks it. */
export async function tradingSpace() {
  const space = await fakeSpace('broker', 'owner', 'trainer')
  const [broker, owner, trainer] = space.members as [
    ParticipantKeys,
    ParticipantKeys,
    ParticipantKeys,
  ]
  const wallet = memoryWallet()
  const trusted = space.trusting(broker, membershipType)
  const answering = {
    ...{ ...space, ...trusted, keys: owner, credentials: wallet, rules: dcpWalletRules },
  }
  const service = `https://wallet.example/${owner.did}/presentations/query`
  space.answers.set(service, async (request) => {
    const token = request.headers!.authorization!.replace('Bearer ', '')
    return unwrap(await answerPresentationQuery(answering, { token, body: request.body }))
  })
  const issue = (change: Partial<Issue> = {}, issuer = broker) =>
    issueMembershipCredential(
      { ...space, keys: issuer },
      { holder: owner.did, name: '甲厂', roles: ['owner'], validDays: 30, ...change },
    )
  const asking: MembershipVerifierDeps = {
    ...{ ...space, ...trusted },
    issueToken: ({ audience, accessToken }) =>
      issueSelfIssuedToken({ ...space, keys: trainer }, { audience, accessToken }),
  }
  return {
    ...{ space, broker, owner, trainer, wallet, answering, issue, trusted, asking },
    /** How often the owner's wallet was asked. */
    queries: () => space.fetched.filter((url) => url === service).length,
    /** Puts a membership credential into the owner's wallet. */
    async admit(change: Partial<Issue> = {}) {
      const issued = await issue(change)
      const rules = { holder: owner.did, type: membershipType }
      const accepted = unwrap(await acceptCredential(trusted, issued.jwt, rules))
      await wallet.save(toStored(accepted, issued.jwt))
      return issued
    },
    /** The access token that the owner's request to the trainer carried. */
    async accessToken(grantScopes: readonly string[] = [membershipScope]) {
      const command = { audience: trainer.did, grantScopes }
      const token = await issueSelfIssuedToken({ ...space, keys: owner }, command)
      const verified = await verifySelfIssuedToken(space, { token, audience: trainer.did })
      return unwrap(verified).accessToken
    },
  }
}
