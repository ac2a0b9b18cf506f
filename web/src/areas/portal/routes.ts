import type { RouteLocationNormalized, RouteRecordRaw } from 'vue-router'
import { proofAddress } from './proof-address'

/** Without script the form of the check sends number and secret as a query. */
function toProof(to: RouteLocationNormalized) {
  const { n, s } = to.query
  return proofAddress(typeof n === 'string' ? n : '', typeof s === 'string' ? s : '') ?? true
}

/** Words that only these pages need. */
const campaigns = { texts: ['campaigns'] } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./PortalFrame.vue'),
    meta: { texts: ['portal', 'codes'] },
    children: [
      { path: '', component: () => import('./HomePage.vue'), meta: campaigns },
      { path: 'projects', component: () => import('./ProjectsPage.vue'), meta: { texts: ['finding'] } },
      {
        path: 'projects/:projectId',
        component: () => import('./ProjectPage.vue'),
        meta: { texts: ['reasons', 'waiting', 'calendar', 'draw', 'finding', 'terms'] },
      },
      {
        path: 'projects/:projectId/draw',
        component: () => import('./DrawPage.vue'),
        meta: { texts: ['draw'] },
      },
      {
        path: 'projects/:projectId/done',
        component: () => import('./DonePage.vue'),
        meta: { texts: ['evaluations'] },
      },
      // Where the code on a sheet leads those who were served.
      { path: 'rate', component: () => import('./RatePage.vue'), meta: { texts: ['evaluations'] } },
      { path: 'teams', component: () => import('./TeamsPage.vue'), meta: { texts: ['finding'] } },
      { path: 'campaigns', component: () => import('./CampaignsPage.vue'), meta: campaigns },
      { path: 'campaigns/:code', component: () => import('./CampaignPage.vue'), meta: campaigns },
      {
        path: 'teams/:teamId',
        component: () => import('./TeamPage.vue'),
        meta: { texts: ['reasons', 'calendar'] },
      },
      {
        path: 'series/:seriesId',
        component: () => import('./SeriesPage.vue'),
        meta: { texts: ['calendar', 'evaluations'] },
      },
      { path: 'verify', component: () => import('./VerifyPage.vue'), beforeEnter: toProof },
      { path: 'verify/:proofNumber', component: () => import('./ProofPage.vue') },
      {
        path: 'complaints',
        component: () => import('./ComplaintReadPage.vue'),
        meta: { texts: ['complaints', 'reasons'] },
      },
      {
        path: 'complaints/new',
        component: () => import('./ComplaintPage.vue'),
        meta: { texts: ['complaints', 'reasons'] },
      },
      { path: 'figures', component: () => import('./FiguresPage.vue') },
      { path: 'about', component: () => import('./AboutPage.vue') },
      {
        path: 'terms',
        component: () => import('./NoticePage.vue'),
        props: { kind: 'terms' },
        meta: { texts: ['consents'] },
      },
      {
        path: 'privacy',
        component: () => import('./NoticePage.vue'),
        props: { kind: 'privacy' },
        meta: { texts: ['consents'] },
      },
      // What a camera that is not the door's opens when it reads somebody's code.
      { path: 'c', component: () => import('./CardCodePage.vue') },
      // Anything unknown, in any area.
      { path: ':rest(.*)*', component: () => import('./NotFoundPage.vue') },
    ],
  },
]
