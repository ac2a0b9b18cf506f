import type { RouteRecordRaw } from 'vue-router'

/** Words that only these pages need. */
const family = { texts: ['family'] } as const
const evaluations = { texts: ['evaluations'] } as const
const finding = { texts: ['finding'] } as const
const goals = { texts: ['goals'] } as const
const calendar = { texts: ['calendar'] } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/my',
    component: () => import('./VolunteerFrame.vue'),
    meta: { texts: ['volunteer', 'waiting', 'altering', 'draw', 'codes', 'reasons'], hat: 'volunteer' },
    children: [
      { path: '', component: () => import('./HomePage.vue'), meta: { texts: ['goals', 'finding'] } },
      {
        path: 'projects',
        component: () => import('./ProjectsPage.vue'),
        meta: { texts: ['finding', 'terms'] },
      },
      { path: 'code', component: () => import('./CodePage.vue'), meta: { bare: true, kept: true } },
      { path: 'card', component: () => import('./CardPage.vue'), meta: { bare: true } },
      { path: 'goals', component: () => import('./goals/GoalsPage.vue'), meta: goals },
      { path: 'hours', component: () => import('./HoursPage.vue') },
      { path: 'proofs', component: () => import('./ProofsPage.vue') },
      { path: 'notices', component: () => import('./NoticesPage.vue') },
      { path: 'me', component: () => import('./MePage.vue'), meta: { texts: ['evaluations', 'calendar'] } },
      { path: 'me/teams', component: () => import('./MyTeamsPage.vue') },
      { path: 'teams', redirect: '/my/me/teams' },
      { path: 'teams/new', component: () => import('./TeamRegistrationPage.vue') },
      { path: 'teams/:teamId/paper', component: () => import('./TeamPaperPage.vue') },
      { path: 'teams/:teamId', component: () => import('./TeamRegistrationPage.vue') },
      {
        path: 'evaluations',
        component: () => import('./evaluations/EvaluationsPage.vue'),
        meta: evaluations,
      },
      {
        path: 'evaluations/:projectId',
        component: () => import('./evaluations/EvaluationPage.vue'),
        meta: evaluations,
      },
      { path: 'family', component: () => import('./family/FamilyPage.vue'), meta: family },
      { path: 'family/join', component: () => import('./family/FamilyJoinPage.vue'), meta: family },
      {
        path: 'complaints',
        component: () => import('./ComplaintsPage.vue'),
        meta: { texts: ['complaints'] },
      },
      { path: 'absences', component: () => import('./AbsencesPage.vue'), meta: { texts: ['absences'] } },
      { path: 'subscriptions', component: () => import('./SubscriptionsPage.vue'), meta: finding },
      { path: 'me/calendar', component: () => import('./CalendarPage.vue'), meta: calendar },
      { path: 'me/sessions', component: () => import('./SessionsPage.vue') },
      { path: 'me/accesses', component: () => import('./AccessesPage.vue') },
      { path: ':rest(.*)*', component: () => import('./MissingPage.vue') },
    ],
  },
]
