/** What may be heard from deployment. */
import { z } from 'zod'
import { event } from '../../platform/pure/contract.ts'
import { listEvents } from '../../platform/pure/list-contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { offReasons, partyKinds } from './model.ts'

export const deploymentEvents = {
  ...listEvents,
  /** By area, once a list is written. */
  postsImported: event({
    words: ['名单导入的地点和岗位', 'Places and posts brought in by a list'],
    data: z.object({ importId: uuid, places: z.array(uuid), posts: z.array(uuid) }),
  }),
  placeSet: event({ words: ['新建或更正地点', 'Place made or changed'], data: z.object({ placeId: uuid }) }),
  placeClosed: event({ words: ['取消地点', 'Place closed'], data: z.object({ placeId: uuid }) }),
  postSet: event({ words: ['新建或更正岗位', 'Post made or changed'], data: z.object({ postId: uuid }) }),
  postClosed: event({ words: ['取消岗位', 'Post closed'], data: z.object({ postId: uuid }) }),
  atHandNoted: event({
    words: ['登记到场人员', 'People noted as at hand'],
    data: z.object({ people: z.array(uuid), here: z.boolean() }),
  }),
  draftProposed: event({
    words: ['生成上岗建议', 'Draft proposed'],
    data: z.object({ draftId: uuid, seats: z.int() }),
  }),
  draftChanged: event({
    words: ['调整上岗方案', 'Draft changed by hand'],
    data: z.object({ draftId: uuid, personId: uuid }),
  }),
  draftDiscarded: event({ words: ['作废上岗方案', 'Draft dropped'], data: z.object({ draftId: uuid }) }),
  published: event({
    words: ['发布上岗方案', 'Draft published'],
    data: z.object({ draftId: uuid, placements: z.array(uuid) }),
  }),
  placed: event({
    words: ['安排到岗位', 'Put on a post'],
    data: z.object({ placementId: uuid, postId: uuid, personId: uuid }),
  }),
  takenOff: event({
    words: ['撤下岗位', 'Taken off a post'],
    data: z.object({ placementId: uuid, reason: offReasons.schema }),
  }),
  came: event({ words: ['到岗', 'Came'], data: z.object({ placements: z.array(uuid) }) }),
  left: event({ words: ['离岗', 'Left'], data: z.object({ placements: z.array(uuid) }) }),
  presenceTakenBack: event({
    words: ['撤销到岗或离岗', 'Coming or leaving taken back'],
    data: z.object({ presenceId: uuid }),
  }),
  closedAtEnding: event({
    words: ['行动结束，收班', 'Shifts ended with the operation'],
    data: z.object({ posts: z.array(uuid), takenOff: z.array(uuid), groups: z.array(uuid) }),
  }),
  groupFormed: event({
    words: ['成立小组', 'Group formed'],
    data: z.object({ groupId: uuid, kind: partyKinds.schema, members: z.int() }),
  }),
  groupChanged: event({ words: ['调整小组', 'Group changed'], data: z.object({ groupId: uuid }) }),
  groupEnded: event({ words: ['撤销小组', 'Group ended'], data: z.object({ groupId: uuid }) }),
  briefingWritten: event({ words: ['写须知', 'Briefing written'], data: z.object({ briefingId: uuid }) }),
  briefingConfirmed: event({
    words: ['已读须知', 'Briefing read and confirmed'],
    data: z.object({ briefingId: uuid, personId: uuid }),
  }),
  linksIssued: event({ words: ['发放个人链接', 'Personal links issued'], data: z.object({ people: z.array(uuid) }) }),
  certificateIssued: event({
    words: ['开具服务证明', 'Certificate issued'],
    data: z.object({ certificateId: uuid, personId: uuid }),
  }),
  certificateRevoked: event({
    words: ['作废服务证明', 'Certificate revoked'],
    data: z.object({ certificateId: uuid }),
  }),
}
