"""The words of a date header other than the names of months and days, by language.

A kind of word is one letter, the letter it has in a line's shape (`dateshape`):

    P  label, published        p  leads a date, after something else ("on", "le")
    U  label, updated          q  leads a date and may open a header ("ngày")
    h  hour sign ("Uhr", "h")  t  leads a time ("at", "à", "kl"); T between ISO date and time
    z  time zone               j k l  year, month, day as units ("年", "tháng", "日")
    f  "of" between the parts  H I S  hour, minute, second as units ("時", "분")
    g  after a year ("года")   a  half of the day (0 am, 1 pm); s "SA": am, or Saturday
    o  ordinal ("st"), or the "o" of "1º" and "o 10:30"
    e  the Hijri calendar      m  Arabic "م": pm, or "of our era"
    b  leads a name or a source

Pure tables: no file is read here, so `scripts/make_datewords.py` can use them too.
"""

from __future__ import annotations

import re
import unicodedata

# An Arabic vowel sign or a combining accent belongs to the word it stands on.
MARKS = "\u0300-\u036f\u064b-\u065f"
# Direction marks and zero-width characters stand between the words of copied Arabic dates.
INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff"

_DROPPED = re.compile("[\u0307\u064b-\u0652]")


def fold(word: str) -> str:
    """A word without case, width (NFKC) and vowel signs, as the tables hold it.

    Turkish "İ" folds to "i" and a combining dot, which nobody types in lower case: it goes.
    """
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word.casefold())
    return folded if folded.isalpha() else _DROPPED.sub("", folded)


# Phrases by kind and language, apart by ";". "*" holds for every language alike, and so tells
# nothing about the order of day and month. A lead ("on", "le") after a label need not be repeated.
PHRASES: dict[str, dict[str, str]] = {
    "P": {
        "en": "published;first published;originally published;date published;published date;"
        "publish date;publication date;date of publication;article published;published online;"
        "posted;first posted;originally posted;date posted;posted date;date;created;date created;"
        "issued;released;release date;uploaded;added;submitted;publication;online;"
        "post date;post time",
        "vi": "ngày đăng;đăng;đăng ngày;đăng lúc;đã đăng;thời gian đăng;ngày xuất bản;xuất bản;"
        "ngày phát hành;phát hành;ngày tạo;thời gian;ngày giờ;đăng tải;ngày đăng tải;ngày viết",
        "ru": "дата публикации;опубликовано;опубликован;опубликована;дата;размещено;добавлено;"
        "создано;время публикации;дата создания",
        "uk": "опубліковано;дата публікації;опублікував;додано;розміщено",
        "fr": "publié;publiée;publie;article publié;mis en ligne;mise en ligne;paru;posté;"
        "date de publication;publication;rédigé;écrit;créé",
        "de": "veröffentlicht;veröffentlicht am;veröffentlichung;erschienen;erschienen am;"
        "publiziert;publiziert am;erstellt;erstellt am;datum;erscheinungsdatum;"
        "veröffentlichungsdatum;online seit;erstveröffentlichung;erstveröffentlicht am;"
        "beitrag vom;artikel vom;meldung vom;gepostet am;stand",
        "es": "publicado;publicada;fecha;fecha de publicación;creado;publicación;publicado en",
        "pt": "publicado;publicada;postado;data;data de publicação;data da publicação;criado;"
        "publicação;publicado em;publicada em;postado em;criado em",
        "it": "pubblicato;pubblicata;data;data di pubblicazione;pubblicazione;creato",
        "pl": "opublikowano;opublikowany;opublikowane;opublikowana;data publikacji;data;"
        "publikacja;dodano;data dodania;utworzono;data utworzenia",
        "nl": "gepubliceerd;geplaatst;datum;publicatiedatum;gepost;verschenen",
        "tr": "yayınlanma;yayınlanma tarihi;yayın tarihi;yayınlandı;giriş;giriş tarihi;tarih;"
        "oluşturulma;oluşturulma tarihi;eklenme;eklenme tarihi;haber giriş;haber giriş tarihi",
        "id": "diterbitkan;dipublikasikan;tanggal;terbit;diposting;tayang;diunggah;dimuat;"
        "tanggal terbit;dibuat",
        "sv": "publicerad;publicerat;publicerades;datum;skapad",
        "da": "publiceret;offentliggjort;udgivet;dato;oprettet",
        "nb": "publisert;dato;opprettet;lagt ut;først publisert",
        "fi": "julkaistu;päiväys;julkaisupäivä;luotu",
        "cs": "publikováno;zveřejněno;vydáno;datum;vloženo;datum vydání;datum publikace;vytvořeno",
        "el": "δημοσιεύτηκε;δημοσιεύθηκε;δημοσίευση;ημερομηνία;ημερομηνία δημοσίευσης;"
        "καταχωρήθηκε;καταχώρηση;αναρτήθηκε",
        "zh": "发布时间;发布日期;发布于;发布;发表时间;发表日期;发表于;发表;时间;日期;发稿时间;"
        "刊登日期;出版日期;發布時間;發佈時間;發布日期;發佈日期;發表時間;發表日期;發佈於;發布於;"
        "發表於;發佈;發布;時間;刊登;出版;创建时间;上传时间;發稿時間",
        "ja": "公開;公開日;公開日時;掲載;掲載日;配信;配信日;配信日時;投稿;投稿日;投稿日時;発表;"
        "作成;作成日;日付;発行;発行日;登録日;初公開;日時;掲載日時",
        "ko": "입력;기사입력;기사 입력;최초입력;최초 입력;입력시간;입력 시간;입력일;등록;등록일;"
        "기사등록;기사 등록;작성;작성일;게시;게시일;발행;발행일;송고;송고시간;승인;기사승인;날짜;"
        "게재;작성시간;등록시간",
        "ar": "نشر;نشرت;نشر في;نشرت في;نشر بتاريخ;تاريخ النشر;تم النشر;تم النشر في;تاريخ;"
        "التاريخ;منشور في;تم نشره;تم نشره في;بتاريخ",
    },
    "U": {
        "en": "updated;last updated;last update;latest update;update;updated date;date updated;"
        "article updated;modified;last modified;date modified;revised;last revised;edited;"
        "last edited;recently updated;upd;page last updated;page last modified;page updated",
        "vi": "cập nhật;cập nhật lúc;cập nhật ngày;ngày cập nhật;cập nhật lần cuối;"
        "lần cập nhật cuối;lần cuối cập nhật;cập nhật mới nhất;cập nhật cuối;đã cập nhật;"
        "thời gian cập nhật;sửa đổi;sửa lần cuối;chỉnh sửa",
        "ru": "обновлено;обновлён;обновление;последнее обновление;дата обновления;изменено;"
        "дата изменения;последнее изменение;отредактировано",
        "uk": "оновлено;останнє оновлення;дата оновлення;змінено;востаннє оновлено",
        "fr": "mis à jour;mise à jour;dernière mise à jour;modifié;modifiée;actualisé;actualisée;"
        "dernière modification;màj;article mis à jour",
        "de": "aktualisiert;aktualisiert am;zuletzt aktualisiert;zuletzt aktualisiert am;"
        "letzte aktualisierung;aktualisierung;letztes update;geändert;geändert am;"
        "zuletzt geändert;zuletzt geändert am;letzte änderung;bearbeitet am;update",
        "es": "actualizado;actualizada;actualizado a;última actualización;actualización;"
        "modificado;última modificación;act",
        "pt": "atualizado;atualizada;atualizado em;atualizada em;última atualização;atualização;"
        "última atualização em;modificado em;última modificação;actualizado em",
        "it": "aggiornato;aggiornata;ultimo aggiornamento;aggiornamento;ultima modifica;modificato",
        "pl": "aktualizacja;zaktualizowano;zaktualizowany;ostatnia aktualizacja;"
        "data aktualizacji;zmodyfikowano;ostatnia modyfikacja;data modyfikacji",
        "nl": "bijgewerkt;laatst bijgewerkt;laatste update;gewijzigd;laatst gewijzigd;aangepast;"
        "laatst aangepast;geüpdatet",
        "tr": "güncelleme;güncelleme tarihi;güncellendi;güncellenme;güncellenme tarihi;"
        "son güncelleme;son güncelleme tarihi;son güncellenme;son güncellenme tarihi",
        "id": "diperbarui;terakhir diperbarui;diperbaharui;diupdate;pembaruan terakhir;"
        "terakhir diupdate;diubah",
        "sv": "uppdaterad;uppdaterat;uppdaterades;senast uppdaterad;ändrad;senast ändrad",
        "da": "opdateret;sidst opdateret;senest opdateret;ændret;sidst ændret",
        "nb": "oppdatert;sist oppdatert;sist endret;endret",
        "fi": "päivitetty;viimeksi päivitetty;muokattu;viimeksi muokattu",
        "cs": "aktualizováno;aktualizace;poslední aktualizace;naposledy aktualizováno;upraveno;"
        "změněno",
        "el": "ενημερώθηκε;τελευταία ενημέρωση;ενημέρωση;ανανεώθηκε;τελευταία τροποποίηση",
        "zh": "更新时间;更新日期;更新于;更新;最后更新;最后更新时间;最近更新;修改时间;更新時間;"
        "更新於;最後更新;最後更新時間;最近更新時間;修改日期;最后修改;最新更新",
        "ja": "更新;更新日;更新日時;最終更新;最終更新日;最終更新日時;修正;改訂",
        "ko": "수정;최종수정;최종 수정;기사수정;기사 수정;수정일;수정시간;업데이트;최종업데이트;"
        "최종 업데이트;마지막 업데이트;갱신;최종 수정일",
        "ar": "آخر تحديث;تحديث;تم التحديث;تم التحديث في;تاريخ التحديث;التحديث الأخير;آخر تعديل;"
        "تم تعديله;تاريخ آخر تحديث",
    },
    "t": {
        "*": "@",
        "en": "at",
        "fr": "à",
        "de": "um",
        "es": "a las;a la;las",
        "pt": "às;as;à",
        "it": "alle;alle ore;ore",
        "nl": "om",
        "pl": "godz;o godz;godzina;o godzinie",
        "cs": "v;ve",
        "sv": "kl;klockan;klo",
        "da": "kl;klokken",
        "nb": "kl;klokka",
        "fi": "klo;kello",
        "ru": "в;во",
        "uk": "о;об",
        "tr": "saat;saati",
        "id": "pukul;jam",
        "vi": "lúc;vào lúc;hồi",
        "ar": "الساعة;في الساعة;عند الساعة;على الساعة",
        "el": "στις;ώρα",
    },
    "p": {
        "en": "on",
        "fr": "le;du",
        "de": "vom;den",
        "es": "el;del día",
        "pt": "em;no dia;dia",
        "it": "il",
        "nl": "op",
        "vi": "vào ngày;hôm",
        "id": "pada;hari;tgl",
        "sv": "den",
        "da": "den;d",
        "cs": "dne",
        "pl": "dnia;dn",
        "ar": "في;يوم;الموافق",
    },
    "q": {"vi": "ngày"},
    "f": {"en": "of", "es": "de;del", "pt": "de", "fr": "de"},
    "o": {"en": "st;nd;rd;th", "fr": "er", "*": "o"},
    "h": {
        "*": "hrs;hr;hours",
        "fr": "h;heures",
        "es": "h;hs;horas",
        "pt": "h;horas",
        "it": "h",
        "vi": "h;giờ",
        "de": "uhr;h",
        "nl": "u;uur;uhr",
        "pl": "h",
        "sv": "h",
        "id": "h",
        "ru": "ч",
        "fi": "h",
    },
    "g": {"ru": "г;года;год", "uk": "р;року", "*": "ad"},
    "j": {"zh": "年", "ja": "年", "ko": "년", "vi": "năm"},
    "k": {"zh": "月", "ja": "月", "ko": "월", "vi": "tháng;thg"},
    "l": {"zh": "日;号;號", "ja": "日", "ko": "일"},
    "H": {"zh": "时;時;点;點", "ja": "時", "ko": "시"},
    "I": {"zh": "分", "ja": "分", "ko": "분", "vi": "phút", "*": "min"},
    "S": {"zh": "秒", "ja": "秒", "ko": "초"},
    "e": {"ar": "هـ;ه"},
    "m": {"ar": "م"},
    "s": {"*": "sa"},
    "T": {"*": "t"},
    "b": {
        "en": "by;posted by;written by;published by;source;author;via;from",
        "vi": "theo;nguồn;tác giả;bởi;đăng bởi",
        "fr": "par;source;auteur;publié par",
        "de": "von;quelle;autor;veröffentlicht von;geschrieben von;verfasst von",
        "es": "por;fuente;autor;publicado por",
        "pt": "por;fonte;autor;publicado por",
        "it": "fonte;autore;a cura di",
        "nl": "door;bron;auteur",
        "pl": "przez;autor;źródło",
        "sv": "av;källa",
        "da": "af;kilde",
        "ru": "автор;источник;текст",
        "uk": "автор;джерело",
        "tr": "kaynak;yazar",
        "id": "oleh;sumber;penulis;editor",
        "zh": "来源;來源;作者;记者;記者;责任编辑;編輯;编辑;责编;稿源;文",
        "ja": "出典;著者;記者;文",
        "ko": "기자;출처;글",
        "ar": "المصدر;بقلم;الكاتب",
    },
}

# Halves of the day by language: before noon, after noon. A "12" before noon is midnight.
HALVES: dict[str, tuple[str, str]] = {
    "en": ("am;a.m", "pm;p.m"),
    "es": ("a.m", "p.m"),
    "vi": ("sáng", "ch;chiều;tối"),
    "zh": ("上午;早上;凌晨;清晨", "下午;晚上;傍晚;中午"),
    "ja": ("午前", "午後"),
    "ko": ("오전;새벽;아침", "오후;저녁;밤"),
    "el": ("π.μ;πμ", "μ.μ;μμ"),
    "ar": ("ص;صباحا", "مساء;ظهرا"),
    "tr": ("öö", "ös"),
}

# Offsets of zone names with one meaning: RFC 2822 section 4.3 for the North American ones, else
# the zone's only current use. "" is a name with several meanings, or one whose offset changed
# within the time of the web (MSK and TRT did, BST is also Bangladesh, CST China, ET all year
# round): the time is kept without an offset.
ZONES: dict[str, str] = {
    "Z": "z;utc;gmt;ut",
    "+01:00": "cet;mez;wat",
    "+02:00": "cest;mesz;eet;sast;cat",
    "+03:00": "eest;eat",
    "+05:00": "pkt",
    "+07:00": "wib;ict",
    "+08:00": "wita;hkt;sgt;awst;myt",
    "+09:00": "jst;kst;wit",
    "+10:00": "aest",
    "+11:00": "aedt",
    "+12:00": "nzst",
    "+13:00": "nzdt",
    "-03:00": "brt",
    "-04:00": "edt",
    "-05:00": "est;cdt",
    "-06:00": "mdt",
    "-07:00": "pdt;mst",
    "-08:00": "pst;akdt",
    "-09:00": "akst",
    "-10:00": "hst",
    "": "ist;cst;bst;msk;мск;trt;art;ast;et;ct;mt;pt;hora local;local time;giờ việt nam;"
    "giờ hà nội;uk time;uk;tsi;ora locale;heure de paris;kyiv time;київ",
}
