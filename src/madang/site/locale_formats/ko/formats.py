"""Korean dates and times: year first, 24 hours (Django's own format prints the hour before 오전)."""

DATE_FORMAT = "Y년 n월 j일"
SHORT_DATE_FORMAT = "Y. n. j."
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y년 n월 j일 H:i"
SHORT_DATETIME_FORMAT = "n월 j일 H:i"
MONTH_DAY_FORMAT = "n월 j일"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
