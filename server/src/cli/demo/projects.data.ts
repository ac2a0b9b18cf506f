/** What the demo city's teams do: places everybody there knows, and work that can be counted. */
export interface DemoProject {
  team: string
  title: string
  campaign: string
  categories: readonly string[]
  description: string
  risk: string
  place: string
  at: readonly [longitude: number, latitude: number]
  regionCode: string
  /** Hour of the day at which it starts, and its length in minutes. */
  hour: number
  minutes: number
  positions: readonly (readonly [name: string, headcount: number])[]
  minors: boolean
  /** Weekday on which it repeats (0 Sunday … 6 Saturday). */
  weekday: number
}

const OUTDOOR = '户外活动，注意防晒、防滑和来往车辆；身体不适请告诉带队人。'
const INDOOR = '室内活动，注意用电安全；照顾老人和孩子时不要单独离开。'

type Row = [
  team: string, title: string, campaign: string, categories: string[], description: string, risk: string, place: string,
  at: [number, number], regionCode: string, hour: number, minutes: number, positions: [string, number][], minors: boolean, weekday: number,
]

const rows: Row[] = [
  ['donghu', '东湖社区独居老人家庭清洁与慰问', 'neighbours', ['community', 'special_care'], '两人一组，到独居老人家里打扫、聊天、检查用电用气，带回需要帮忙的事。', INDOOR, '东湖社区党群服务中心', [114.4188, 23.0912], '441302', 8, 240, [['入户清洁岗', 12], ['陪伴聊天岗', 8]], true, 6],
  ['donghu', '周末故事会：给孩子们读一本书', 'neighbours', ['community', 'education'], '在社区书屋带孩子读书、做手工。', INDOOR, '东湖社区书屋', [114.4192, 23.0908], '441302', 15, 120, [['讲读岗', 4], ['签到引导岗', 2]], true, 0],
  ['qiaodong', '水东街老城导览', 'civil_tourism', ['tourism', 'culture'], '为游客讲解老街的来历，指路，提醒文明游览。', OUTDOOR, '水东街牌坊', [114.4201, 23.0885], '441302', 9, 180, [['讲解岗', 6], ['引导岗', 8]], true, 6],
  ['education', '送教下乡：留守儿童周末课堂', 'students', ['education'], '为村里的孩子补习语文、数学，带一节体育课。', INDOOR, '博罗县罗阳街道文化站', [114.2896, 23.1724], '441322', 9, 180, [['助教岗', 10]], false, 6],
  ['library', '图书馆读者引导与整架', 'cultural', ['culture'], '引导读者找书、办证，把书放回原位。', INDOOR, '惠州市图书馆', [114.4126, 23.1128], '441302', 14, 180, [['整架岗', 8], ['读者引导岗', 6]], true, 0],
  ['hospital', '门诊引导与助老就医', 'public_health', ['health', 'special_care'], '帮助老人取号、缴费、找诊室。', '医院人多，请戴口罩、勤洗手；不接触医疗废物。', '惠州市中心人民医院门诊楼', [114.4139, 23.0944], '441302', 8, 240, [['导诊岗', 10], ['轮椅陪同岗', 4]], false, 1],
  ['rivers', '西枝江沿岸清滩与水质观察', 'rivers_mountains', ['environment'], '沿江捡拾垃圾并分类称重，用试纸记录水质。', '水边活动，不下水、不攀爬护坡；穿防滑鞋。', '东江公园东门', [114.4267, 23.1019], '441302', 8, 180, [['清滩岗', 30], ['水质记录岗', 6]], true, 6],
  ['rivers', '红花湖绿道净山', 'rivers_mountains', ['environment', 'sports'], '沿绿道捡拾垃圾，提醒游客带走自己的垃圾。', OUTDOOR, '红花湖景区正门', [114.3823, 23.0781], '441302', 7, 180, [['净山岗', 24]], true, 0],
  ['traffic', '早高峰路口文明劝导', 'civil_traffic', ['traffic', 'civility'], '在路口劝导行人和电动车按灯通行。', '靠近车道，请穿反光背心，不站到机动车道。', '麦地路与下埔路口', [114.4072, 23.0851], '441302', 7, 120, [['路口岗', 12]], false, 5],
  ['traffic', '护学岗：送孩子平安进校门', 'civil_traffic', ['traffic'], '上学时段在校门口维持秩序，护送过马路。', '靠近车道，请穿反光背心，不站到机动车道。', '下埔小学正门', [114.4101, 23.0832], '441302', 7, 75, [['护学岗', 8]], false, 3],
  ['women', '家庭亲子阅读角', 'women', ['special_care', 'education'], '一家人一起来，陪孩子读书。', INDOOR, '惠州市妇女儿童活动中心', [114.4155, 23.1102], '441302', 9, 150, [['亲子陪读岗', 12]], true, 6],
  ['college', '科普进社区：小小实验课', 'popular_science', ['science', 'education'], '带孩子做安全的小实验。', INDOOR, '江北街道望江社区', [114.4113, 23.1175], '441302', 14, 150, [['实验助教岗', 8]], true, 6],
  ['tourism', '西湖晨间文明游园引导', 'civil_tourism', ['tourism', 'civility'], '入口引导、劝导不投喂、帮助拍照和指路。', OUTDOOR, '丰渚园南门', [114.4004, 23.0917], '441302', 9, 180, [['入口引导岗', 10], ['巡园劝导岗', 10]], true, 0],
  ['danshui', '淡水老街邻里集市', 'neighbours', ['community'], '为集市布置场地、引导停车。', OUTDOOR, '淡水老街广场', [114.4691, 22.7889], '441303', 9, 210, [['场地岗', 14]], true, 0],
  ['luoyang', '敬老院午后陪伴', 'elderly', ['special_care'], '陪老人散步、下棋、量血压。', INDOOR, '罗阳敬老院', [114.2942, 23.1689], '441322', 14, 150, [['陪伴岗', 12]], true, 0],
  ['pingshan', '巽寮湾净滩', 'rivers_mountains', ['environment'], '捡拾海滩垃圾，分类称重。', '海边活动，不下水；注意潮汐和防晒。', '巽寮湾天后宫前', [114.7417, 22.6702], '441323', 8, 210, [['净滩岗', 40]], true, 6],
  ['longcheng', '农民画下乡课堂', 'cultural', ['culture'], '教孩子画一幅龙门农民画。', INDOOR, '龙门县文化馆', [114.2547, 23.7272], '441324', 9, 150, [['助教岗', 6]], true, 6],
  ['disabled', '陪伴出行：和视障朋友逛公园', 'disability', ['special_care'], '一对一陪同，讲给他们听。', OUTDOOR, '惠州西湖平湖门', [114.4047, 23.0955], '441302', 9, 180, [['陪同岗', 10]], false, 6],
  ['law', '社区法律咨询日', 'law_education', ['legal'], '接待居民咨询，整理问题。', INDOOR, '河南岸街道司法所', [114.4251, 23.0672], '441302', 14, 180, [['接待岗', 6], ['记录岗', 4]], false, 4],
  ['bluesky', '人人会急救：心肺复苏公开课', 'safe_city', ['emergency', 'health'], '练习心肺复苏和自动除颤器的用法。', INDOOR, '惠州市民乐园', [114.4098, 23.1154], '441302', 14, 180, [['教练助理岗', 8]], true, 0],
]

export const DEMO_PROJECTS: readonly DemoProject[] = rows.map(
  ([team, title, campaign, categories, description, risk, place, at, regionCode, hour, minutes, positions, minors, weekday]) => ({
    team, title, campaign, categories, description, risk, place, at, regionCode, hour, minutes, positions, minors, weekday,
  }),
)
