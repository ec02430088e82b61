import { secret } from '@lianshu/http'
import { isDid } from '@lianshu/kernel'
import { z } from 'zod'

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')

const issuersSchema = z
  .string()
  .default('')
  .transform((list) =>
    list.split(';').flatMap((entry) => {
      const [type = '', issuers = ''] = entry.split('=')
      return issuers.split(',').map((issuer) => ({ type: type.trim(), issuer: issuer.trim() }))
    }),
  )
  .transform((list) => list.filter(({ type, issuer }) => type !== '' || issuer !== ''))
  .pipe(
    z.array(z.object({ type: z.string().min(1), issuer: z.string().refine(isDid, 'is no DID') })),
  )

/** Settings of a connector: each is read from `LIANSHU_` and its name in capitals. */
export const connectorConfigSchema = z.object({
  databaseUrl: secret(z.string().startsWith('postgres')),
  /** Jobs wait in this Redis, redis:// or rediss://; without it in the database. */
  redisUrl: secret(z.url({ protocol: /^rediss?$/ }).optional()),
  /** Keys, tables and objects live below it; only this node reads it. */
  directory: z.string().min(1),
  /** Seals the keys: 32 bytes in base64url or hexadecimal. Without it a master key is made and kept in a file. */
  masterKey: secret(z.string().min(43).max(64)).optional(),
  /** The master key before it: what it opens is sealed under the new one at the start. */
  previousMasterKey: secret(z.string().min(43).max(64)).optional(),
  /** Where the master key stands, readable by its owner alone. Default: below the directory. */
  masterKeyFile: z.string().min(1).optional(),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(7401),
  /** How others reach this node; default http://host:port. */
  publicUrl: z.url().optional(),
  /** Lets its bearer manage this connector. */
  apiKey: secret(z.string().min(16)),
  /** DIDs of the operators whose credentials count, separated by commas. */
  operators: z
    .string()
    .transform((list) => list.split(',').map((did) => did.trim()))
    .pipe(z.array(z.string().refine(isDid, 'is not a DID')).min(1)),
  /** Hosts (with port, where one is named) on which any counterparty may be called back, separated by commas; `*` is all. */
  callbackHosts: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((host) => host.trim() || [])),
  /** Issuers of further credentials, each for one type: `Type=did,did;Type=did`. */
  issuers: issuersSchema,
  /** Seconds for which a presentation is believed without asking again; 0: it is asked for every time. */
  presentationSeconds: z.coerce.number().int().min(0).max(3600).default(300),
  /** Calls to loopback and private addresses are refused unless this is true. */
  allowPrivateAddresses: flag,
  /** DID documents and messages over http are refused unless this is true. */
  allowHttp: flag,
  /** Seconds after which a membership that was taken away counts no more, and what is open with it ends. */
  memberWatchSeconds: z.coerce.number().int().min(1).max(3600).default(10),
  /** Seconds after the end of a membership for which what is open with its member waits for a renewed one. */
  memberGraceSeconds: z.coerce.number().int().min(0).max(7_776_000).default(604_800),
  /** Seconds after which an issuer is asked what became of a request for credentials that is still open. */
  credentialWaitSeconds: z.coerce.number().int().min(1).max(86_400).default(900),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})

export type ConnectorConfig = z.infer<typeof connectorConfigSchema>
