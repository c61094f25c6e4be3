"""The words around a medicine's name as patients type them: dose, how often, form, salt, talk, and what denies it.

English, then Spanish without its accents, then Arabic as `normalization.plain_words` leaves it (no article, no hamza);
a name of the list that holds such a word ("one a day", "diclofenac gel") is found before it is left out.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


JOINING = _words("and with w y con و مع")
UNITS = _words(
    """mg mgs milligram milligrams mcg mcgs ug microgram micrograms gm gms g gram grams ml mls cc iu ius unit units meq
    k hour hours hr hrs h oz tsp mm percent tablet tablets tab tabs capsule capsules cap caps pill pills caplet caplets
    softgel softgels gummy gummies puff puffs drop drops spray sprays shot shots injection injections patch patches
    times time x day days week weeks month months daily weekly monthly nightly"""
) | _words(
    """miligramo miligramos microgramo microgramos gramo gramos mililitro mililitros unidad unidades hora horas por
    ciento tableta tabletas pastilla pastillas capsula capsulas comprimido comprimidos pildora pildoras gota gotas
    inyeccion inyecciones parche parches vez veces dia dias semana semanas mes meses
    ملغ مغ مجم ملجم ملغم مليغرام ملليغرام مليجرام ملليجرام ميكروغرام ميكروجرام غرام جرام غ مل مليلتر وحده وحدات
    حبه حبات حبوب حبتين قرص قرصين اقراص كبسوله كبسولات قطره قطرات نقطه نقط بخه بخات حقنه حقن ابره ابر لصقه لصقات
    مره مرات يوم ايام اسبوع اسابيع شهر اشهر شهور ساعه ساعات بالميه"""
)
OFTEN = _words(
    """a an once twice thrice one two three four five six half every each per other few time times x day days daily week
    weekly weeks month monthly months year yearly years hour hours hr hrs morning mornings am pm noon evening evenings
    night nightly nights bedtime at before after in meal meals food breakfast lunch dinner supper as needed prn bid tid
    qid qd qod qhs hs qam qpm po q sometimes occasionally usually only when if necessary monday tuesday wednesday
    thursday friday saturday sunday mon tue wed thu fri sat sun mwf today yesterday ago last since"""
) | _words(
    """un una uno dos tres cuatro cinco seis ocho media cada al por la las el los en de del diario diaria diariamente
    dia dias semana semanas mes meses hora horas vez veces manana mananas tarde tardes noche noches mediodia antes
    despues comida comidas desayuno almuerzo cena acostarme dormir cuando si necesito veces lunes martes miercoles
    jueves viernes sabado domingo hoy ayer
    مره مرتين مرتان مرات كل يوم يوميا ايام اسبوع اسبوعيا اسابيع شهر شهريا اشهر سنه صباح صباحا مسا ليل ليلا ليله
    ظهر ظهرا عصر قبل بعد عند في من علي الي اكل طعام وجبه فطور غدا عشا نوم حاجه لزوم احيانا واحد واحده اثنين ثلاث
    ثلاثه اربع نصف ربع امس سبت احد ثلاثا اربعا خميس جمعه ساعه ساعات"""
)
AROUND = _words(
    """the my i im ive am take takes taking took on use uses using have has been was is it its some kind of called like
    think maybe also still stopped stop quit new old me gave prescribed doctor dr brand name generic genric medicine
    medicines medication medications med meds rx otc prescription counter over store bought supplement supplements
    herbal stuff thing size year yr strength regular extra maximum max high low dose dosage mini"""
) | _words(
    """mi mis yo me lo tomo tomaba tomando uso usaba es son un una el la los las de del se llama llamada llamado como
    creo que quiza tambien todavia deje doctor doctora medico dio receto marca generico generica medicina
    medicinas medicamento medicamentos remedio remedios receta tienda farmacia suplemento suplementos nuevo nueva
    viejo vieja dosis baja alta pequena grande fuerte
    انا اخذ اتناول استعمل استخدم كنت هو هي هذا هذه اسمه اسمها اسم نوع اظن ربما ايضا زلت اوقفت اوقفته جديد جديده
    قديم وصفه وصفها وصف طبيب طبيبي دكتور دوا دوايي ادويه ادويتي علاج جرعه جرعات عيار قوي قويه خفيف خفيفه مكمل
    مكملات صيدليه متجر يسمي تسمي مثل شي"""
)
FORMS = _words(
    """tablet tablets tab tabs capsule capsules cap caps caplet caplets gelcap gelcaps gel liquigel liquigels softgel
    softgels pill pills er xr sr xl cr la cd dr ec odt hfa ir xt extended delayed immediate sustained slow time release
    released acting long coated enteric injection injections injectable inj shot shots pen pens flexpen kwikpen
    solostar flextouch sureclick autoinjector vial vials syringe syringes prefilled patch patches cream ointment lotion
    drop drops spray sprays nasal inhaler inhaled inhalation puff puffs neb nebs syrup liquid solution suspension powder
    powders packet packets chewable chewables chew chews gummy gummies lozenge suppository infusion oral sublingual
    topical transdermal ophthalmic eye respimat ellipta diskus handihaler extract complex"""
) | _words(
    """tableta tabletas pastilla pastillas capsula capsulas comprimido comprimidos pildora pildoras inyeccion
    inyecciones inyectable pluma plumas parche parches crema pomada unguento locion gotas jarabe polvo sobre
    sobres liquido espray inhalador supositorio gomitas masticable masticables
    حبه حبوب حبات قرص اقراص كبسوله كبسولات حقنه حقن ابره ابر قلم اقلام لصقه لصقات كريم مرهم جل دهون قطره قطرات نقط
    شراب بخاخ بخاخه مسحوق فوار تحاميل محلول سايل"""
)
SALTS = _words(
    """sodium potassium calcium magnesium hcl hydrochloride hydrobromide hbr succinate tartrate bitartrate bisulfate
    besylate mesylate maleate fumarate phosphate acetate sulfate citrate chloride bromide etexilate medoxomil sod
    tosylate monohydrate dihydrate"""
)
REASON = _words("for because due from against para porque contra لاجل بسبب ضد")
DENYING = _words(
    """no not non none never without nothing dont except instead sin nunca nada ninguno ninguna tampoco excepto لا ليس
    ليست لم بدون دون بلا غير ابدا"""
)
UNSURE = _words(
    "sure know remember recall certain idea clue name se recuerdo acuerdo seguro segura nombre اعرف اذكر متاكد اسم"
)
# A text of these alone means no medicine that they happen to resemble.
EVERYDAY = _words(
    """blood pressure heart sugar diabetes diabetic cholesterol pain arthritis back knee bone bones water stomach
    thyroid nerve nerves sleep bladder kidney liver lung lungs breathing asthma allergy allergies cold cough
    memory mood cancer infection headache migraine skin eye eyes ear stroke clot clots swelling itch weight loss
    white yellow pink blue green red orange purple brown little small big tiny round oval square
    unknown nothing none know sure remember list bottle bottles purse daughter son wife husband sister see ask home
    several many lots various morning night something whatever everything other others same good thanks please hello
    test testing name names pharmacy hospital clinic nurse patient problem problems condition issues help aid"""
) | _words(
    """presion sangre corazon azucar colesterol dolor artritis espalda rodilla hueso huesos agua estomago tiroides
    nervios dormir sueno vejiga rinon rinones higado pulmon pulmones asma alergia alergias tos memoria infeccion
    cabeza piel ojo ojos oido derrame coagulo coagulos hinchazon peso blanca blanco amarilla amarillo rosada rosa
    azul verde roja rojo redonda redondo chica chiquita no nada ninguna ninguno recuerdo acuerdo seguro segura
    lista frasco bolsa casa hija hijo esposa esposo hermana varias muchas algo otra otras gracias hola prueba
    enfermera hospital clinica
    ضغط دم قلب سكر سكري كوليسترول كولسترول الم وجع مفاصل ظهر ركبه عظم عظام ما معده غده اعصاب نوم مثانه كلي كبد ريه صدر
    ربو حساسيه كحه سعال زكام ذاكره مزاج سرطان عدوي التهاب صداع راس جلد عين عيون اذن جلطه جلطات تورم وزن ابيض بيضا اصفر
    صفرا وردي ازرق زرقا اخضر احمر حمرا صغير صغيره كبير كبيره مدور مدوره لا شي لاشي اعرف اذكر اتذكر متاكد قايمه
    علبه عبوه حقيبه بيت ابنتي ابني زوجي زوجتي اختي اخي ممرضه مستشفي عياده شكرا مرحبا مساعده اخر اخري كثير كثيره
    بعض عده تجربه مريض مشكله"""
)
TALK = EVERYDAY | FORMS | AROUND | OFTEN
