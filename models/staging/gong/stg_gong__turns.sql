-- A turn is what one speaker says until another one speaks.
with

source as (

    {{ source_table('gong', 'transcript') }}

),

sentences as (

    select
        call_id,
        index as sentence_number,
        speaker_id,
        sentence,
        _fivetran_synced as loaded_at,
        failed_casts

    from source
    where not coalesce(_fivetran_deleted, false)
    qualify row_number() over (
        partition by call_id, index order by _fivetran_synced desc nulls last, sentence asc
    ) = 1

),

numbered as (

    select
        *,
        row_number() over (partition by call_id order by sentence_number)
        - row_number() over (partition by call_id, speaker_id order by sentence_number) as speaker_run

    from sentences

),

turns as (

    select
        numbered.call_id,
        numbered.speaker_id,
        min(numbered.sentence_number) as turn_number,
        {{ joined_texts('numbered.sentence', "' '", 'numbered.sentence_number') }} as text,
        min(numbered.loaded_at) as loaded_at,
        count(*) as n_sentences,
        max(numbered.failed_casts) as failed_casts

    from numbered
    group by numbered.call_id, numbered.speaker_id, numbered.speaker_run

)

select * from turns
