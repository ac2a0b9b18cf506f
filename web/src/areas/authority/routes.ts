import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin',
    component: () => import('./AuthorityFrame.vue'),
    meta: {
      texts: ['authority', 'publishing', 'standing', 'terms', 'trust', 'codes', 'reasons'],
      hat: 'authority',
    },
    children: [
      { path: '', component: () => import('./OverviewPage.vue') },
      {
        path: 'reviews',
        component: () => import('./ReviewsPage.vue'),
        meta: { texts: ['altering'] },
      },
      {
        path: 'complaints',
        component: () => import('./complaints/ComplaintsPage.vue'),
        meta: { texts: ['complaints'] },
      },
      {
        path: 'complaints/figures',
        component: () => import('./complaints/FiguresPage.vue'),
        meta: { texts: ['complaints'] },
      },
      { path: 'volunteers', component: () => import('./VolunteersPage.vue') },
      { path: 'teams', component: () => import('./TeamsPage.vue') },
      { path: 'teams/new', component: () => import('./FoundTeamPage.vue') },
      { path: 'teams/:teamId', component: () => import('./StandingPage.vue') },
      {
        path: 'teams/:teamId/tree',
        component: () => import('./TreePage.vue'),
        meta: { texts: ['team'] },
      },
      { path: 'teams/:teamId/dissolve', component: () => import('./DissolvePage.vue') },
      { path: 'renames', component: () => import('./RenamesPage.vue') },
      { path: 'registers', component: () => import('./RegistersPage.vue') },
      { path: 'hours', component: () => import('./HoursPage.vue') },
      { path: 'staff', component: () => import('./StaffPage.vue') },
      { path: 'audit', component: () => import('./AuditPage.vue') },
      { path: 'notices', component: () => import('./NoticesPage.vue'), meta: { texts: ['volunteer'] } },
      { path: 'outbox', component: () => import('./OutboxPage.vue') },
      { path: 'site', component: () => import('./SitePage.vue') },
      { path: 'goals', component: () => import('./goals/GoalsPage.vue'), meta: { texts: ['goals'] } },
      { path: 'trusted-teams', component: () => import('./TrustedTeamsPage.vue') },
      {
        path: 'campaigns',
        component: () => import('./CampaignUnitsPage.vue'),
        meta: { texts: ['campaigns'] },
      },
      {
        path: ':rest(.*)*',
        component: () => import('../../ui/console/ConsoleMissing.vue'),
        props: { home: '/admin' },
      },
    ],
  },
]
