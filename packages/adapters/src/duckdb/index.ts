export { openTable } from './open-table.ts'
