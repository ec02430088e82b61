import { join, resolve } from 'node:path'

/** Where fetched jars are kept: below LIANSHU_HOME, or `.lianshu` of the working directory. */
export const kitCache = (): string => join(resolve(process.env.LIANSHU_HOME ?? '.lianshu'), 'kits')
