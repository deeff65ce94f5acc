-- mart.in_english: a folded name with what a firm trades in put into English: press in one language translates the trade and
-- spells the name ("동린식품" is "Donglin Foods"). Only words of trades; foodstuffs stay apart from foods.
create function mart.in_english(folded text) returns text
language plpgsql
immutable
set search_path = pg_catalog
as $$
declare
    trade text[];
begin
    foreach trade slice 1 in array array[
        ['식품|食品|\yfoods?\y|\yфудс?\y|\yпродукты\y', 'food'],
        ['수산|水产|水産|海産|\yseafoods?\y|\yморепродукты\y', 'seafood'],
        ['무역|贸易|貿易|\ytrad(?:e|ing)\y|\yторгов\w+|\yтрейдинг\y', 'trading'],
        ['건설|建设|建設|建筑|建築|\yconstruction\y|\yстроительн\w+', 'construction'],
        ['피복|의류|服装|服裝|服饰|縫製|アパレル|\ygarments?\y|\yapparel\y|\yшвейн\w+', 'garment'],
        ['방직|섬유|纺织|紡織|\ytextiles?\y|\yтекстиль\w*', 'textile'],
        ['식당|饭店|飯店|餐厅|餐廳|餐馆|レストラン|食堂|\yrestaurants?\y|\yресторан\y', 'restaurant'],
        ['기술|과학기술|科技|技术|技術|\ytechnolog(?:y|ies)\y|\yтехнологи\w+', 'technology'],
        ['네트워크|网络|網絡|ネットワーク|\ynetworks?\y', 'network'],
        ['해운|航运|航運|海運|\yshipping\y|\yморские перевозки\y', 'shipping'],
        ['공장|工厂|工廠|工場|\yfactory\y|\yфабрика\y', 'factory']
    ]
    loop
        folded := regexp_replace(folded, trade[1], ' ' || trade[2] || ' ', 'g');
    end loop;
    return regexp_replace(btrim(folded), ' +', ' ', 'g');
end
$$;
comment on function mart.in_english(text) is 'A folded name with the word for its trade in English, for comparing names across languages';
