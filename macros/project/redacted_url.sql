{# An address of a page without what opens doors or names people: a user before the host, and, in the query and after the
   #, parameters such as `token`, `api_key`, `X-Amz-Signature` or `email`. Others stay: help desks link by them. #}
{% macro redacted_url(expression) -%}
    {%- set anywhere = ['token', 'signature', 'password', 'passwd', 'secret', 'email', 'session', 'credential', 'apikey'] -%}
    {%- set whole = ['key', 'sig', 'auth', 'code', 'pwd', 'mail', 'sid', 'jwt', 'phone'] -%}
    {%- set names = '([[:alnum:]_.-]*(' ~ in_any_case(anywhere) ~ ')[[:alnum:]_.-]*'
        ~ '|([[:alnum:]]+[_.-])*(' ~ in_any_case(whole) ~ '))' -%}
    {#- while they are looked for, every parameter begins with & -#}
    {%- set marked = "replace(replace(" ~ expression ~ ", '?', '?&'), '#', '#&')" -%}
    {%- set kept = replace_all(marked, '&' ~ names ~ '=[^&#]*', '') -%}
    rtrim(
        replace(
            replace(replace({{ replace_all(kept, '://[^/?#@]*@', '://') }}, '?&', '?'), '#&', '#'), '?#', '#'
        ), '?#'
    )
{%- endmacro %}


{# The words as one pattern that finds them in capitals, too. #}
{% macro in_any_case(words) -%}
    {%- for word in words -%}
        {%- for letter in word -%}{{ '[' ~ letter | upper ~ letter ~ ']' }}{%- endfor -%}
        {{- '|' if not loop.last -}}
    {%- endfor -%}
{%- endmacro %}
