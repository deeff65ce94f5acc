"""How the commonest Korean surnames are written in five scripts, and how the Chinese characters of names are read."""

from collections.abc import Mapping

# Spellings of both Koreas; in Russian and Japanese as the press writes them.
_EN = (
    "Kim Ri Lee Yi Rhee Pak Park Choe Choi Jong Jung Chong Chung Jeong Kang Jo Cho Yun Yoon Jang Chang Rim "
    "Lim Im Han O Oh So Seo Suh Sin Shin Kwon Hwang An Ahn Song Ryu Yu Hong Jon Ko Mun Moon Yang Son Pae "
    "Paek Ho Nam Sim Ro Ha Kwak Cha Chu U Ku Ra Min Om Chae"
)
_KO = (
    "김 리 이 박 최 정 강 조 윤 장 림 임 한 오 서 신 권 황 안 송 류 유 홍 전 고 문 양 손 배 백 허 남 심 로 "
    "노 하 곽 차 주 우 구 민 엄 채"
)
_ZH = (
    "金 李 朴 崔 郑 鄭 姜 赵 趙 尹 张 張 林 韩 韓 吴 吳 徐 申 权 權 黄 黃 安 宋 柳 刘 劉 洪 全 高 文 梁 孙 "
    "孫 裴 白 许 許 南 沈 卢 盧 河 郭 车 車 朱 禹 具 罗 羅 闵 閔 严 嚴 蔡"
)
_JA = (
    "キム リ イ パク チェ チョン カン チョ ユン チャン リム イム ハン オ ソ シン クォン ファン アン ソン "
    "リュ ユ ホン コ ムン ヤン ペ ペク ホ ナム シム ロ ノ ハ クァク チャ チュ ウ ク ラ ナ ミン オム"
)
_RU = (
    "Ким Ли Пак Чхве Цой Чон Кан Чо Юн Чан Лим Им Хан О Со Син Квон Хван Ан Сон Рю Ю Хон Ко Мун Ян Пэ Пэк Хо "
    "Нам Сим Ро Но"
)
SURNAMES: Mapping[str, tuple[str, ...]] = {
    lang: tuple(sorted(names.split(), key=lambda name: (-len(name), name)))
    for lang, names in (("en", _EN), ("ko", _KO), ("zh", _ZH), ("ja", _JA), ("ru", _RU))
}

# A Korean syllable and the characters read so, without distinction of simplified and traditional forms.
_READINGS = (
    "김金 리李 박朴 최崔 정郑鄭正贞貞廷 강姜强強江 조赵趙朝 윤尹润潤 장张張长長 림林 한韩韓汉漢 오吴吳五 "
    "서徐瑞西 신申信新 권权權 황黄黃 안安 송宋松 류柳刘劉 홍洪弘 전全 고高 문文 양梁良 손孙孫 배裴 백白 "
    "허许許 남南男 심沈 로卢盧 하河 곽郭 차车車 주朱柱珠 우禹宇友 구具九 라罗羅 민闵閔敏民 엄严嚴 채蔡 "
    "철哲喆铁鐵 수洙秀寿壽守 명明命 호浩虎镐鎬 성成圣聖星 일日一 광光 혁赫革 희姬熙喜 영英永荣榮 용勇容 옥玉 "
    "진镇鎮真眞振珍 웅雄 학学學鹤鶴 춘春 길吉 순顺順淳 국国國 은恩银銀 경京景敬庆慶 승胜勝承 덕德 룡龙龍 "
    "화花和华華 선善先仙 현贤賢铉鉉玄 훈勋勳训訓 기基起 동东東 해海 인仁 미美 복福 숙淑 자子 금锦錦 "
    "봉奉凤鳳峰 근根 창昌 태泰 범范範 상相尚 석石锡錫 식植 원元源 재在 종宗钟鍾 준俊 중中 지智志 찬灿燦 "
    "택泽澤 혜惠 효孝 형亨衡"
)
HANJA_READINGS: Mapping[str, str] = {character: entry[0] for entry in _READINGS.split() for character in entry[1:]}
