/** What neighbours may call of testing on the server: how people are rung, found by what is typed, and facts taken in. */
export { again } from './again.ts'
export { callRankSql, Parameters, textTerms } from './missing-query.ts'
export { partOf } from './round-store.ts'
