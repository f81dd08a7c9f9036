"""Date headers: what is read, to the character, and above all what is left alone."""

from __future__ import annotations

import json
import re
import runpy
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import babel
import pytest
from babel.core import get_cldr_version
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.dates import DateHit, crawl_prefix, read_header, resolve
from cleaner.detect.datewords import HALVES, PHRASES, ZONES, fold

ROOT = Path(__file__).parent.parent
DATA = json.loads((ROOT / "cleaner" / "data" / "datewords.json").read_text(encoding="utf-8"))
LANGUAGES = sorted(DATA["months"])

# Whole lines with one date: the shapes of the date strings of real pages, then made-up neighbours.
# line -> value precision kind
READ = """
May 21, 2024 - 17:51 -> 2024-05-21T17:51 minute published
Aug 08, 2020 17:30:08 -> 2020-08-08T17:30:08 second published
June 09, 2022 21:25 UTC -> 2022-06-09T21:25Z minute published
Published April 05, 2023 | 03:30 PM -> 2023-04-05T15:30 minute published
April 1, 2019 at 7:59 pm -> 2019-04-01T19:59 minute published
Nov 8, 2023 / 02:40 PM CST -> 2023-11-08T14:40 minute published
10:01 pm PST, Tuesday, November 19, 2019 -> 2019-11-19T22:01-08:00 minute published
2019-11-18T20:51:19Z -> 2019-11-18T20:51:19Z second published
19 Nov 2019 05:44 GMT -> 2019-11-19T05:44Z minute published
Thứ tư, 22/10/2025, 19:25 (GMT+7) -> 2025-10-22T19:25+07:00 minute published
Chủ nhật, 01/09/2024 09:27 (GMT+7) -> 2024-09-01T09:27+07:00 minute published
17:42 Ngày 04/06/2018 -> 2018-06-04T17:42 minute published
Publié le 02/11/2023 à 15h57 -> 2023-11-02T15:57 minute published
02-11-2023 • 16h41 -> 2023-11-02T16:41 minute published
01.11.2023, 07:00 Uhr -> 2023-11-01T07:00 minute published
1. Februar 2022 um 14:49 Uhr -> 2022-02-01T14:49 minute published
02/12/2024 Actualizado a las 20:56h. -> 2024-12-02 day published
4 de maio de 2022, 05:34 h -> 2022-05-04T05:34 minute published
Publicerad 23 okt 2025 kl 10.23 -> 2025-10-23T10:23 minute published
02/02/2025 KL. 09:00 -> 2025-02-02T09:00 minute published
Publisert: 05.08.24 kl. 14:47 -> 2024-08-05T14:47 minute published
2025年1月13日 21時37分 -> 2025-01-13T21:37 minute published
日期:2020-08-26 15:33 -> 2020-08-26T15:33 minute published
입력 2023-08-27 14:25 -> 2023-08-27T14:25 minute published
2024.11.26. 오후 6:01 -> 2024-11-26T18:01 minute published
Δημοσίευση: 5 Μαΐου 2024 στις 10:30 -> 2024-05-05T10:30 minute published
Ημερομηνία δημοσίευσης: 5/6/2024 -> 2024-06-05 day published
الخميس 7/3/1429 هـ - الموافق 13/3/2008 م (آخر تحديث) الساعة 16:25 -> 2008-03-13 day published
καταχωρήθηκε: Δευτέρα 01 Ιουνίου 2020 20:08 -> 2020-06-01T20:08 minute published
2024.03.31 09:09 -> 2024-03-31T09:09 minute published
Sabtu, 17 Desember 1977 -> 1977-12-17 day published
Diperbarui: 26 Juni 2015 02:46 -> 2015-06-26T02:46 minute updated
20 Şubat 2026 Cuma -> 2026-02-20 day published
29 ноября 2021, 09:20 -> 2021-11-29T09:20 minute published
2023年10月16日 10:15 -> 2023-10-16T10:15 minute published
1.11.23 -> 2023-11-01 day published
5 maj 202110:21 -> 2021-05-05T10:21 minute published
2020-09-28 -> 2020-09-28 day published
2025-10-22T19:25:00+07:00 -> 2025-10-22T19:25:00+07:00 second published
2025-10-22T19:25-05:00 -> 2025-10-22T19:25-05:00 minute published
20/05/2024 10:30 SA -> 2024-05-20T10:30 minute published
12:05 SA, 20/05/2024 -> 2024-05-20T00:05 minute published
20/05/2024 5:30 CH -> 2024-05-20T17:30 minute published
Cập nhật tháng 5/2024 -> 2024-05 month updated
Published May 2024 -> 2024-05 month published
Published: 2024 -> 2024 year published
2024-05-21 更新 -> 2024-05-21 day updated
2024년 10월 11일(금) 오후 3:20 -> 2024-10-11T15:20 minute published
٢١ مايو ٢٠٢٤ - ١٧:٥١ -> 2024-05-21T17:51 minute published
２０２３年１０月１６日　１０：１５ -> 2023-10-16T10:15 minute published
Veröffentlicht am 3. Mai 2024 -> 2024-05-03 day published
Zuletzt aktualisiert am 03.05.2024 um 10:00 Uhr -> 2024-05-03T10:00 minute updated
Ngày 21 tháng 5 năm 2024 -> 2024-05-21 day published
Thứ Hai, ngày 21 tháng 5 năm 2024 - 10:00 -> 2024-05-21T10:00 minute published
Thứ Hai, 21 Tháng Năm 2024 -> 2024-05-21 day published
terça-feira, 21 de maio de 2024 às 10h30 -> 2024-05-21T10:30 minute published
Tuesday, 04/02/2020 -> 2020-02-04 day published
Wed, 22 Oct 2025 19:25:00 +0700 -> 2025-10-22T19:25:00+07:00 second published
date 2025-12-02 -> 2025-12-02 day published
Last updated on May 21st, 2024 at 10:00 am -> 2024-05-21T10:00 minute updated
Updated 11:54 am, May 21, 2024 -> 2024-05-21T11:54 minute updated
(May 21, 2024) -> 2024-05-21 day published
5 мая 2024 г., 10:00 -> 2024-05-05T10:00 minute published
Опубликовано 5 мая 2024 года в 10:00 МСК -> 2024-05-05T10:00 minute published
5 травня 2024 р., 10:00 -> 2024-05-05T10:00 minute published
Jum'at, 17 Mei 2024 | 20:15 WIB -> 2024-05-17T20:15+07:00 minute published
Thursday, May 16, 2024 9:00 AM UTC+7 -> 2024-05-16T09:00+07:00 minute published
2024-05-21 17:51 -> 2024-05-21T17:51 minute published
Đăng ngày 21/05/2024 lúc 10:00 -> 2024-05-21T10:00 minute published
Thứ Ba 21/05/2024 | 10:00 -> 2024-05-21T10:00 minute published
21/05/2024 10:00 GMT+7 -> 2024-05-21T10:00+07:00 minute published
Stand: 01.11.2023, 07:00 Uhr -> 2023-11-01T07:00 minute published
Ημερομηνία: 5 Μαΐου 2024, 10:00 π.μ. -> 2024-05-05T10:00 minute published
5 ΙΟΥΝΙΟΥ 2024 -> 2024-06-05 day published
úterý 5. března 2024 v 10:00 -> 2024-03-05T10:00 minute published
Aggiornato il 5 maggio 2024 alle ore 10:30 -> 2024-05-05T10:30 minute updated
5 maggio 2024 alle 10:30 -> 2024-05-05T10:30 minute published
2024年5月21日 星期二 上午10:30 -> 2024-05-21T10:30 minute published
2024年5月21日下午3時30分 -> 2024-05-21T15:30 minute published
05.21.2024 -> 2024-05-21 day published
, 01. Dez. 2017, 12:01 Uhr -> 2017-12-01T12:01 minute published
- 30. Juli 2023, 18:55 Uhr -> 2023-07-30T18:55 minute published
01. December 2017 -> 2017-12-01 day published
01.01.2015 // 21:24 -> 2015-01-01T21:24 minute published
01.02.2022 -> 2022-02-01 day published
01.04.2023, 12:00 -> 2023-04-01T12:00 minute published
03.05.2024 15:42 Uhr -> 2024-05-03T15:42 minute published
04. Februar 2022, 15:29 Uhr -> 2022-02-04T15:29 minute published
04.05.20 14:50 -> 2020-05-04T14:50 minute published
04.08.2022 10:02 -> 2022-08-04T10:02 minute published
05. November 2024,10:38 -> 2024-11-05T10:38 minute published
05.11.2014 um 14:25 Uhr -> 2014-11-05T14:25 minute published
06. 01. 2026, 14:59 Uhr -> 2026-01-06T14:59 minute published
06.11.2025 | 20:15 -> 2025-11-06T20:15 minute published
07. November 2023 - 10:38 Uhr -> 2023-11-07T10:38 minute published
07.11.2023, 10.55 Uhr -> 2023-11-07T10:55 minute published
08.03.2016 | 15:30 Uhr -> 2016-03-08T15:30 minute published
1. Dezember 2016 -> 2016-12-01 day published
1. Dezember 2021 15:12 Uhr -> 2021-12-01T15:12 minute published
1. November 2023 09:35 -> 2023-11-01T09:35 minute published
1.11.23 20:19 -> 2023-11-01T20:19 minute published
10. April 2018 um 12:13 Uhr -> 2018-04-10T12:13 minute published
01.11.2023 06:06 PM -> 2023-11-01T18:06 minute published
02 FEB 26 -> 2026-02-02 day published
03 November 2025 -> 2025-11-03 day published
1 Nov 2023, 4:40pm -> 2023-11-01T16:40 minute published
10 Nov 2019, 11:31pm -> 2019-11-10T23:31 minute published
11 Nov 2019, 7:37pm -> 2019-11-11T19:37 minute published
11/20/19 6:38 AM -> 2019-11-20T06:38 minute published
11:00 AM PDT • May 16, 2024 -> 2024-05-16T11:00-07:00 minute published
11:48, Thu, Jul 18, 2024 -> 2024-07-18T11:48 minute published
12 October, 2017, 9:06 pm -> 2017-10-12T21:06 minute published
12/30/2019 05:03 AM EST -> 2019-12-30T05:03-05:00 minute published
14/04/2020 at 10:17 pm -> 2020-04-14T22:17 minute published
16 September 2024 9:33pm -> 2024-09-16T21:33 minute published
16. March, 2023 at 16:59 -> 2023-03-16T16:59 minute published
01 September 2017 -> 2017-09-01 day published
02/11/2023 à 14h49 -> 2023-11-02T14:49 minute published
2 mars 2020 -> 2020-03-02 day published
22/11/2024 à 09:18 -> 2024-11-22T09:18 minute published
30 juil. 2019 -> 2019-07-30 day published
April 27, 2017 -> 2017-04-27 day published
June 8, 2017 -> 2017-06-08 day published
Publié le 02/11/23 à 16h33 -> 2023-11-02T16:33 minute published
Publié le 29 juin 2019 -> 2019-06-29 day published
Publié le 30/04/2024 - 16:00 -> 2024-04-30T16:00 minute published
Publié le 9 juin 2019 -> 2019-06-09 day published
- ACTUALIZADO A 07/05/2022 20H17 -> 2022-05-07T20:17 minute updated
02/11/2023 14:59 horas -> 2023-11-02T14:59 minute published
04 de mayo 2022 a las 09:01 hrs. -> 2022-05-04T09:01 minute published
04 mayo 2022 - 00:00 -> 2022-05-04T00:00 minute published
05 de mayo de 2022 -> 2022-05-05 day published
07/05/2022 20H06 -> 2022-05-07T20:06 minute published
08 May 2022 -> 2022-05-08 day published
10 mayo, 2022 -> 2022-05-10 day published
19 FEB 2020 - 18:37 CET -> 2020-02-19T18:37+01:00 minute published
19 abril 2022 9:12 pm -> 2022-04-19T21:12 minute published
2 abril 2022 -> 2022-04-02 day published
20 de abril de 2022 a las 08:39h -> 2022-04-20T08:39 minute published
2022/05/02 -> 2022-05-02 day published
21 de abril 2022, 2:30 PM -> 2022-04-21T14:30 minute published
22 de Abril de 2022 - 00:00 HS -> 2022-04-22T00:00 minute published
22/04/2022 -> 2022-04-22 day published
26 de abril de 2022 1:04 PM -> 2022-04-26T13:04 minute published
26 de abril de 2022 23:04:54 -> 2022-04-26T23:04:54 second published
3 de mayo de 2022 -> 2022-05-03 day published
4 de mayo de 2022 - 00:38 -> 2022-05-04T00:38 minute published
5 mayo, 2022, 6:12 pm -> 2022-05-05T18:12 minute published
Actualizado 07 May 2022 | 13:43 h -> 2022-05-07T13:43 minute updated
Actualizado 27/04/2022 00:00 -> 2022-04-27T00:00 minute updated
02 Novembre 2023 -> 2023-11-02 day published
4 Febbraio 2025 - 14:41 -> 2025-02-04T14:41 minute published
04.05.2021 -> 2021-05-04 day published
05.05.2021, 05:53 -> 2021-05-05T05:53 minute published
16 marca 2021 -> 2021-03-16 day published
27.04.2021 14:51 -> 2021-04-27T14:51 minute published
30 kwietnia 2021, 11:55 -> 2021-04-30T11:55 minute published
4 maja 2021 21:30 -> 2021-05-04T21:30 minute published
5 maj 2021 9:44 -> 2021-05-05T09:44 minute published
03 December 2019 -> 2019-12-03 day published
04.12.2019 -> 2019-12-04 day published
08:39 GMT, 28 September 2020 -> 2020-09-28T08:39Z minute published
09 Jun 2020, 02:32 PM IST -> 2020-06-09T14:32 minute published
12:20pm Jan 7, 2024 -> 2024-01-07T12:20 minute published
1:33 am CST, Wednesday, November 20, 2019 -> 2019-11-20T01:33 minute published
2021-04-29 17:13:04.031886+02:00 -> 2021-04-29T17:13:04+02:00 second published
2025/01/31 11:30 -> 2025-01-31T11:30 minute published
28.04.2021 - 07:18 -> 2021-04-28T07:18 minute published
April 09, 2019 -> 2019-04-09 day published
Jul 3, 2019, 4:22am EDT -> 2019-07-03T04:22-04:00 minute published
23. 12. 2024 13:31 -> 2024-12-23T13:31 minute published
24. 1. 2025 12:38 -> 2025-01-24T12:38 minute published
25. 4. 2023 5:00 -> 2023-04-25T05:00 minute published
2023/11/02 22:27 -> 2023-11-02T22:27 minute published
2024/10/11 -> 2024-10-11 day published
2024年10月11日 -> 2024-10-11 day published
2025/1/21 20:50 -> 2025-01-21T20:50 minute published
2025年1月14日 20:00 -> 2025-01-14T20:00 minute published
19.2.2020 16:20 -> 2020-02-19T16:20 minute published
söndag 2 augusti 2026 -> 2026-08-02 day published
02/02/2025 -> 2025-02-02 day published
15.10.24 23:35 -> 2024-10-15T23:35 minute published
7. oktober 2020 -> 2020-10-07 day published
torsdag 09. mai 2024 - 13:26 -> 2024-05-09T13:26 minute published
05.08.2024, kl. 13.05 -> 2024-08-05T13:05 minute published
06.01.2026 - 16:25 -> 2026-01-06T16:25 minute published
23/08/2018 -> 2018-08-23 day published
torsdag 06. feb 2025 17:25 -> 2025-02-06T17:25 minute published
Freitag, 15. April 2016 -> 2016-04-15 day published
Samstag, 4. März 2017 -> 2017-03-04 day published
14.05.2025, 20:28 -> 2025-05-14T20:28 minute published
1º de maio de 2022 -> 2022-05-01 day published
5 maja 2021 o 10:30 -> 2021-05-05T10:30 minute published
п’ятниця, 5 травня 2024, 10:30 -> 2024-05-05T10:30 minute published
21 May '24 -> 2024-05-21 day published
May 21, 2024 10:30 +07 -> 2024-05-21T10:30+07:00 minute published
Jan 5, 2026Jan 5, 2026 -> 2026-01-05 day published
12 thg 5, 2024 -> 2024-05-12 day published
21 Thg 5 2024 -> 2024-05-21 day published
Updated date: 21/05/2024 -> 2024-05-21 day updated
2024-05-21T17:51:08.123Z -> 2024-05-21T17:51:08Z second published
2024-05-21T17:51:08+0700 -> 2024-05-21T17:51:08+07:00 second published
mar 21 mayo 2024 -> 2024-05-21 day published
mar. 21/05/2024 -> 2024-05-21 day published
So, 19.05.2024 -> 2024-05-19 day published
di 06/09/2020 -> 2020-09-06 day published
5/5/2024 -> 2024-05-05 day published
12/13/2024 -> 2024-12-13 day published
12:30 am, May 21, 2024 -> 2024-05-21T00:30 minute published
12:30 pm, May 21, 2024 -> 2024-05-21T12:30 minute published
2024年5月21日午後0時30分 -> 2024-05-21T12:30 minute published
3 PM, May 21, 2024 -> 2024-05-21T15:00 minute published
21 May 2024 10:30 BST -> 2024-05-21T10:30 minute published
21 May 2024 10:30 JST -> 2024-05-21T10:30+09:00 minute published
21 May 2024 10:30 (UTC-3) -> 2024-05-21T10:30-03:00 minute published
21 May 2024 10:30 GMT+0 -> 2024-05-21T10:30Z minute published
21 May 2024 10:30 EST+3 -> 2024-05-21T10:30 minute published
21 May 2024 10:30 GMT+19 -> 2024-05-21T10:30 minute published
Updated: Date 21/05/2024 -> 2024-05-21 day updated
16h 05 mai 2024 -> 2024-05-05T16:00 minute published
20 EKİM 2026 -> 2026-10-20 day published
نُشر في 21 مايو 2024 -> 2024-05-21 day published
21.May.2024 -> 2024-05-21 day published
21-May-2024 -> 2024-05-21 day published
2024 May 21 -> 2024-05-21 day published
Date: 05/2024 -> 2024-05 month published
"""

# The order of day and month is not told by the line: both readings, day first, month first.
OPEN = """
04/02/2020 -> 2020-02-04 2020-04-02 day
10/07/2026 00:50 -> 2026-07-10T00:50 2026-10-07T00:50 minute
01/11/23 -> 2023-11-01 2023-01-11 day
06/01/2026 - 13:55 GMT+1 -> 2026-01-06T13:55+01:00 2026-06-01T13:55+01:00 minute
08/11/2023 | 20:26 PM -> 2023-11-08T20:26 2023-08-11T20:26 minute
Published: 09/06/2020 at 1:53 pm -> 2020-06-09T13:53 2020-09-06T13:53 minute
Friday, 04/02/2020 -> 2020-02-04 2020-04-02 day
Updated 02-11-2023 -> 2023-11-02 2023-02-11 day
"""

# Not one of these is a date header, nor is any part of it.
STAY = """
1 day ago
Published 1 day ago
vor 9 Stunden
Vandaag om 20:07
hace 2 horas
il y a 3 heures
včera 14:40
10:15
02:38 p. m.
10:34 AM UTC
Uppdaterad kl 12.17
(Updated 11:54 am)
15 juillet
Publié le 10 juillet
Le 17 juillet à 21:58
mandag 5. august kl. 14:47
12月24日
15/6
05-10 08:45
18.2. 15:32
0913 222 333
024-3933-2222
+84 24 3933 2222
1900 1234
3-2
2-1-0
3:2
1.2.3
Version 1.11.23
v2.10.2024
10.2.2024.1
192.168.1.1
10.0.0.1
978-3-16-148410-0
ISBN 978-0-12-2024
CVE-2024-1234
2019-2024
2019 - 2024
FY 2024-25
2024
© 2024
Euro 2024
May 2024
tháng 5/2024
tháng 5 năm 2024
12/2024
Q1 2024
01:48 min
VN-Index 1,245.32
$5.10.24
5.10.24%
Chapter 3
Page 2 of 10, 2024
21/2024/QĐ-TTg
He met Putin in Hanoi on June 20, 2024.
May 21, 2024.
On May 21, 2024
On Tuesday, May 21, 2024
In Hanoi, May 21, 2024
Since May 21, 2024
The law of May 21, 2024
Approved by Congress on May 21, 2024
January 6, 2021, Capitol attack
May 21, 2024 Vietnam
HANOI, May 21, 2024 — Reuters
Vietnam wins gold | 3 killed, May 21, 2024
Scent of the Day in the North – Thursday 5th of March 2026
The bridge reopens in Hanoi | May 21, 2024
The bridge reopens | May 21, 2024
Vietnam Wins Gold. | May 21, 2024
Five Capital Words Are Many | May 21, 2024
By Marie-Françoise-Antoinette-Louise de Montmorency-Bouteville-Luxembourg | May 21, 2024
Chapter 3 | May 21, 2024
Source: Ministry of Health (Updated: May 21, 2024)
By Jane RoePublished: Jan 29, 2025
21/05/2024 - 25/05/2024
October 18, 2019 October 20, 2019
May 21 - 25, 2024
10-15 May 2024
May 21, 2024 10:00 - 12:00
10:30-12:00, May 21, 2024
31 Feb 2024
31/02/2024
30.02.2024
13/13/2024
00/05/2024
2024-13-01
May 21, 2024 25:10
May 21, 2024 10:75
May 21, 2024 13:10 am
May 21, 2024 1:5
Published May 2024 10:30
Published Jan 2, 2024 Updated Jan 5, 2024 Updated Jan 9, 2024
5/6/10:12:15
5.6.10:12:15
21 May 10:12:15
21 May 10 - 12 pm
1850-05-21
2150-01-01
23-04-12
24.11.26.
20240521
01/02/03/04
1 2 3 4 2024
A4-2024-05-21
"""

# Something else stands on the line: line -> the header in it, and the value.
PARTS = {
    "PV•28/01/2025 08:22": ("•28/01/2025 08:22", "2025-01-28T08:22"),
    "Hanoi, May 21, 2024": (", May 21, 2024", "2024-05-21"),
    "Ho Chi Minh City, 21 May 2024": (", 21 May 2024", "2024-05-21"),
    "By Jane Doe | May 21, 2024": ("| May 21, 2024", "2024-05-21"),
    "By Jane Doe and John Roe, Staff Writers · 1:05 pm May 21, 2024": (
        "· 1:05 pm May 21, 2024",
        "2024-05-21T13:05",
    ),
    "By Jane Doe on May 21, 2024": ("on May 21, 2024", "2024-05-21"),
    "May 21, 2024 by Jane Doe": ("May 21, 2024", "2024-05-21"),
    "Posted on July 1, 2024 by jdoe_77": ("Posted on July 1, 2024", "2024-07-01"),
    "Jane Doe | May 21, 2024 | Politics": ("| May 21, 2024", "2024-05-21"),
    "Por João Silva | 03/05/2022 20:36": ("| 03/05/2022 20:36", "2022-05-03T20:36"),
    "The Sun | May 21, 2024": ("| May 21, 2024", "2024-05-21"),
    "Thời sự | 28/01/2025 - 10:00": ("| 28/01/2025 - 10:00", "2025-01-28T10:00"),
    "28/01/2025 – Ngày Nay": ("28/01/2025 –", "2025-01-28"),
    "2020-05-20 16:01:31 来源:新华网": ("2020-05-20 16:01:31", "2020-05-20T16:01:31"),
    "May 21, 2024 · 5 min read": ("May 21, 2024 ·", "2024-05-21"),
    "6 min | May 21, 2024": ("| May 21, 2024", "2024-05-21"),
    " date 2024-05-21 Society": (" date 2024-05-21 ", "2024-05-21"),
    "date 2024-05-21 HÀ NỘI – The bridge": ("date 2024-05-21 ", "2024-05-21"),
}

# Two dates of one header: (value, kind) of each.
PAIRS = {
    "Published: Jan 2, 2024 Updated: Jan 5, 2024 10:00": "2024-01-02 p 2024-01-05T10:00 u",
    "Mise à jour le 3 mars 2024 à 10h05, publié le 2 mars 2024 à 9h": (
        "2024-03-03T10:05 u 2024-03-02T09:00 p"
    ),
    "Publié: 21/05/2024 | Mis à jour: 22/05/2024 10h30": "2024-05-21 p 2024-05-22T10:30 u",
    "기사입력 2023.08.27. 오후 2:25 최종수정 2023.08.28. 오전 9:05": (
        "2023-08-27T14:25 p 2023-08-28T09:05 u"
    ),
    "2023/11/02 22:27 公開 2023/11/03 更新": "2023-11-02T22:27 p 2023-11-03 u",
    "Giriş: 20.02.2026 - 10:00 Güncelleme: 20.02.2026 - 11:00": (
        "2026-02-20T10:00 p 2026-02-20T11:00 u"
    ),
    "发布时间：2024-05-21 17:51 更新时间：2024-05-22": "2024-05-21T17:51 p 2024-05-22 u",
    "11.01.2022, 09:50 Uhr / Aktualisiert am 21.01.2022, 11:39 Uhr": (
        "2022-01-11T09:50 p 2022-01-21T11:39 u"
    ),
}

ISO = {
    "year": r"\d{4}",
    "month": r"\d{4}-\d\d",
    "day": r"\d{4}-\d\d-\d\d",
    "minute": r"\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)?",
    "second": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?",
}

# Lines that are nearly headers: words of the vocabulary, numbers and signs in any order.
WORDS = """
Published Updated: Cập nhật date May mai Mar mar 5月 tháng năm ngày 年 月 日 오후 pm a.m. SA kl. Uhr
h T Z GMT +07:00 (GMT+7) 2024 24 5 31 13 00 0900 | - – / . , : • ( ) Jane by de of le on st º 21
Sunday م هـ ١٣ ２０２４ ' + today
"""
nearly = st.lists(st.sampled_from(WORDS.split()), max_size=14).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda blank: blank.join(words))
)
lines = st.one_of(st.text(max_size=250), nearly)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def rows(table: str) -> list[list[str]]:
    return [row.split(" -> ") for row in table.strip("\n").split("\n")]


def only(line: str) -> DateHit:
    header = read_header(line)
    assert header is not None, line
    (hit,) = header.hits
    return hit


@pytest.mark.parametrize(("line", "expected"), rows(READ))
def test_a_date_header_is_read(line: str, expected: str) -> None:
    value, precision, kind = expected.split(" ")
    hit = only(line)
    assert (hit.value, hit.precision, hit.kind, hit.readings) == (value, precision, kind, ())
    header = read_header(line)
    assert header is not None
    assert header.whole
    assert line[header.start : header.end].strip() == line.strip()


@pytest.mark.parametrize(("line", "expected"), rows(OPEN))
def test_an_order_of_day_and_month_that_is_not_told_stays_open(line: str, expected: str) -> None:
    day_first, month_first, precision = expected.split(" ")
    hit = only(line)
    assert (hit.value, hit.readings) == ("", (day_first, month_first))
    assert hit.precision == precision


@pytest.mark.parametrize("line", STAY.strip("\n").split("\n"))
def test_what_is_no_date_header_is_left_alone(line: str) -> None:
    assert read_header(line) is None


@pytest.mark.parametrize(("line", "expected"), PARTS.items())
def test_a_name_beside_the_date_stays_outside_the_header(
    line: str, expected: tuple[str, str]
) -> None:
    header = read_header(line)
    assert header is not None
    assert not header.whole
    assert (line[header.start : header.end], only(line).value) == expected


@pytest.mark.parametrize(("line", "expected"), PAIRS.items())
def test_published_and_updated_stand_on_one_line(line: str, expected: str) -> None:
    header = read_header(line)
    assert header is not None
    assert header.whole
    assert " ".join(f"{hit.value} {hit.kind[0]}" for hit in header.hits) == expected


def test_raw_is_the_date_with_its_time_and_without_its_label() -> None:
    assert only("Published April 05, 2023 | 03:30 PM").raw == "April 05, 2023 | 03:30 PM"
    assert only("17:42 Ngày 04/06/2018").raw == "17:42 Ngày 04/06/2018"
    assert only("Thứ tư, 22/10/2025, 19:25 (GMT+7)").raw == "22/10/2025, 19:25 (GMT+7)"


@pytest.mark.parametrize(
    "line", [" date 2025-12-02 Society", "date 2025-12-02 ", " date 2025-12-02"]
)
def test_the_crawl_prefix_is_read_at_the_start_of_a_line(line: str) -> None:
    hit = crawl_prefix(line)
    assert hit is not None
    assert (hit.value, line[hit.start : hit.end]) == ("2025-12-02", "2025-12-02")


@pytest.mark.parametrize(
    "line",
    ["a date 2025-12-02 b", "date 2025-13-02 b", "date 2025-12-02b", "Date 2025-12-02 b", ""],
)
def test_nothing_else_is_a_crawl_prefix(line: str) -> None:
    assert crawl_prefix(line) is None


def test_the_crawl_prefix_of_a_line_of_any_length_is_read() -> None:
    line = " date 2025-12-02 " + "x" * 1_000_000
    header = read_header(line)
    assert header is not None
    assert (header.start, header.end, header.whole) == (0, 17, False)


def test_other_lines_of_more_than_200_code_points_are_not_looked_at() -> None:
    line = "May 21, 2024".ljust(201)
    assert read_header(line[:200])
    assert not read_header(line)


AMBIGUOUS = only("04/02/2020 10:30")


@pytest.mark.parametrize(
    ("lang", "value"),
    [
        ("fr", "2020-02-04T10:30"),
        ("vi", "2020-02-04T10:30"),
        ("sv", "2020-02-04T10:30"),
        ("en-GB", "2020-02-04T10:30"),
        ("en-US", "2020-04-02T10:30"),
        ("es-PR", "2020-04-02T10:30"),
        ("en", ""),
        ("ja", ""),
        ("und", ""),
        ("xx-YY", ""),
    ],
)
def test_a_language_decides_only_where_its_countries_agree(lang: str, value: str) -> None:
    assert resolve(AMBIGUOUS, lang=lang).value == value


def test_the_user_outranks_the_document_and_the_document_its_language() -> None:
    american = only("11/20/2019")
    assert resolve(AMBIGUOUS, others=[american], lang="fr").value == "2020-04-02T10:30"
    assert resolve(AMBIGUOUS, others=[american], order="dmy").value == "2020-02-04T10:30"
    assert resolve(AMBIGUOUS, others=[only("20/11/2019"), american]) == AMBIGUOUS


def test_another_date_that_is_the_same_day_decides() -> None:
    assert resolve(AMBIGUOUS, others=[only("April 2, 2020")]).value == "2020-04-02T10:30"
    assert resolve(AMBIGUOUS, others=[only("April 3, 2020")]) == AMBIGUOUS
    both = [only("April 2, 2020"), only("February 4, 2020")]
    assert resolve(AMBIGUOUS, others=both) == AMBIGUOUS


def test_an_unknown_order_is_an_error_that_says_what_to_use() -> None:
    with pytest.raises(ValueError, match='use "dmy" or "mdy"'):
        resolve(AMBIGUOUS, order="ymd")


@given(lines)
def test_reading_never_fails_and_every_hit_is_where_it_says(line: str) -> None:
    crawl_prefix(line)
    header = read_header(line)
    if header is None:
        return
    assert 0 <= header.start < header.end <= len(line)
    assert header.whole == (not (line[: header.start] + line[header.end :]).strip())
    ends = [header.start]
    for hit in header.hits:
        assert ends[-1] <= hit.start < hit.end <= header.end
        assert hit.raw == line[hit.start : hit.end]
        assert bool(hit.value) != bool(hit.readings)
        for value in hit.readings or (hit.value,):
            assert re.fullmatch(ISO[hit.precision], value)
        ends.append(hit.end)
    assert 1 <= len(header.hits) <= 2


@given(nearly)
def test_blanks_around_a_line_change_nothing_but_the_places(line: str) -> None:
    bare, padded = read_header(line.strip()), read_header(f"\t {line.strip()} ")
    values = [[hit.value for hit in h.hits] if h else None for h in (bare, padded)]
    assert values[0] == values[1]


@given(days, st.sampled_from(LANGUAGES), st.sampled_from(["long", "full"]))
def test_the_long_forms_of_every_language_come_back(day: date, language: str, form: str) -> None:
    line = format_date(day, form, locale=language)
    header = read_header(line)
    assert header is not None, line
    assert [hit.value for hit in header.hits] == [day.isoformat()], line
    assert header.whole


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)),
    st.integers(-12 * 4, 14 * 4),
    st.sampled_from("T "),
)
def test_iso_times_come_back_with_their_offset(moment: datetime, quarters: int, sep: str) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=15 * quarters)))
    hit = only(zoned.isoformat(sep=sep))
    assert hit.precision == "second"
    assert datetime.fromisoformat(hit.value) == zoned.replace(microsecond=0)


@given(days, st.sampled_from("/-"))
def test_a_numeric_date_is_read_right_or_stays_open(day: date, sign: str) -> None:
    for form, order in (("%d{}%m{}%Y", 0), ("%m{}%d{}%Y", 1)):
        hit = only(day.strftime(form.format(sign, sign)))
        assert (hit.value or hit.readings[order]) == day.isoformat()


@given(days)
def test_a_word_of_a_language_that_puts_the_day_first_decides(day: date) -> None:
    written = f"{day:%d/%m/%Y}"
    for line in (f"Publié le {written}", f"{written}, 10:30 Uhr", f"Ngày {written}"):
        assert only(line).value[:10] == day.isoformat()


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1000, 9999), st.sampled_from("/-."))
def test_a_day_that_does_not_exist_is_never_read(a: int, b: int, year: int, sign: str) -> None:
    header = read_header(f"{a:02}{sign}{b:02}{sign}{year}")
    if header:
        (hit,) = header.hits
        for value in hit.readings or (hit.value,):
            day = date.fromisoformat(value)
            assert {day.day, day.month, day.year} == {a, b, year}
            assert 1900 <= year <= 2099


@pytest.mark.parametrize(
    "unit",
    ["1/", "May ", "1.1.", "2024-", "Published: ", "(", "12:", "Cập nhật ", "1 de ", "٠", " -"],
)
def test_reading_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        line = (unit * size)[:size]
        return min(_timed(line) for _ in range(5))

    # Lines up to 200 code points are read; four times the length may take 8 times as long.
    assert seconds(200) < 8 * seconds(50) + 2e-4
    assert _timed(unit * 1_000_000) < 1e-3


def _timed(line: str) -> float:
    start = time.perf_counter()
    read_header(line)
    return time.perf_counter() - start


def test_every_word_of_the_tables_is_of_one_kind() -> None:
    kinds: dict[str, str] = {}
    tables = [*PHRASES.items(), ("z", ZONES), ("a", {k: ";".join(v) for k, v in HALVES.items()})]
    for kind, tongues in tables:
        for phrase in ";".join(tongues.values()).split(";"):
            assert kinds.setdefault(fold(phrase), kind) == kind, phrase


def test_the_data_file_is_what_cldr_gives() -> None:
    here = f"Unicode CLDR {get_cldr_version()} through Babel {babel.__version__};"
    if not DATA["source"].startswith(here):
        pytest.skip(f"the file was made from: {DATA['source']}")
    script = runpy.run_path(str(ROOT / "scripts" / "make_datewords.py"))
    assert json.loads(script["build"]()) == DATA


def test_no_month_is_left_out_for_meaning_two_things() -> None:
    assert not [why for why in DATA["left_out"].values() if why.startswith("is the month")]
    # Japanese and Korean months are numbers: nothing to name.
    for language in set(LANGUAGES) - {"ja", "ko"}:
        assert len(DATA["months"][language]) == 12
        assert all(DATA["months"][language]), language
