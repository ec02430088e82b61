import { secret } from '@lianshu/http'
import { z } from 'zod'

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')

/** Settings of the operator's node: each is read from `LIANSHU_` and its name in capitals. */
export const brokerConfigSchema = z.object({
  databaseUrl: secret(z.string().startsWith('postgres')),
  /** Jobs wait in this Redis, redis:// or rediss://; without it in the database. */
  redisUrl: secret(z.url({ protocol: /^rediss?$/ }).optional()),
  /** Keys, models and masked vectors live below it. */
  directory: z.string().min(1),
  /** Seals the keys: 32 bytes in base64url or hexadecimal. Without it a master key is made and kept in a file. */
  masterKey: secret(z.string().min(43).max(64)).optional(),
  /** The master key before it: what it opens is sealed under the new one at the start. */
  previousMasterKey: secret(z.string().min(43).max(64)).optional(),
  /** Where the master key stands, readable by its owner alone. Default: below the directory. */
  masterKeyFile: z.string().min(1).optional(),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(7400),
  /** How others reach this node; default http://host:port. */
  publicUrl: z.url().optional(),
  /** Lets its bearer act as the operator. */
  apiKey: secret(z.string().min(16)),
  /** The space's name as people read it. */
  nameZh: z.string().min(1).default('联数工业数据空间'),
  nameEn: z.string().min(1).default('Lianshu industrial data space'),
  /** Whether an application waits for the operator's decision. */
  admission: z.enum(['automatic', 'manual']).default('manual'),
  /** Seconds between two harvests of the members' catalogues. */
  harvestSeconds: z.coerce.number().int().min(1).max(86_400).default(300),
  /** Of the operator's first key; ES256 where makes that read P-256 alone are to be met. */
  keyAlgorithm: z.enum(['EdDSA', 'ES256']).default('EdDSA'),
  /** Days that a credential is valid. */
  credentialDays: z.coerce.number().int().min(1).max(3650).default(90),
  /** Days before its end at which a credential is offered anew. */
  renewDays: z.coerce.number().int().min(1).max(365).default(14),
  allowPrivateAddresses: flag,
  allowHttp: flag,
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})

export type BrokerConfig = z.infer<typeof brokerConfigSchema>
