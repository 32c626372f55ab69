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
        partition by call_id, index order by _fivetran_synced desc nulls last, sentence
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
        call_id,
        speaker_id,
        min(sentence_number) as turn_number,
        {{ dbt.listagg('sentence', "' '", 'order by sentence_number') }} as text,
        min(loaded_at) as loaded_at,
        count(*) as n_sentences,
        max(failed_casts) as failed_casts

    from numbered
    group by call_id, speaker_id, speaker_run

)

select * from turns
